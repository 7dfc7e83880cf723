import type { Network } from '../../backend/network-status.ts';
import { observeNetwork } from '../../backend/observe-network.ts';
import type { MessageBody } from '../../messages/messages.ts';
import type { Background } from '../background.ts';

/** Try an endpoint and key without storing anything. */
export async function testConnection(
  background: Background,
  { endpoint, key, endpoints = [] }: MessageBody<'testConnection'>,
): Promise<Network> {
  const { network } = await observeNetwork(background.environment, { endpoint, key, endpoints });
  return network;
}
