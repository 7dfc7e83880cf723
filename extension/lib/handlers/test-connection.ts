import type { Background } from '../background.ts';
import type { MessageBody } from '../messages.ts';
import type { Network } from '../network.ts';
import { observe } from '../observe.ts';

/** Try an endpoint and key without storing anything. */
export async function testConnection(
  background: Background,
  { endpoint, key, endpoints = [] }: MessageBody<'testConnection'>,
): Promise<Network> {
  const { network } = await observe(background.environment, { endpoint, key, endpoints });
  return network;
}
