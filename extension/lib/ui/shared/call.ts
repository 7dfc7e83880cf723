/** Messages of popup and options to the background. Replies are parsed like everything from outside. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { Message, MessageBody } from '../../messages/messages.ts';
import { type PageMessageType, type PageReply, REPLIES } from '../../messages/replies.ts';

/**
 * Sends a message and parses the reply. The browser may stop the background during a request, so a request that fails is
 * repeated once: every message here may be sent twice. @throws {ReplyError} when the reply cannot be read.
 */
export async function call<T extends PageMessageType>(type: T, body: MessageBody<T>): Promise<PageReply<T>> {
  const message: Message<T> = { type, body };
  const send = () => browser.runtime.sendMessage(message);
  const parsed = v.safeParse(REPLIES[type], await send().catch(send));
  if (!parsed.success)
    throw new ReplyError(`the reply to "${type}" cannot be read: ${v.summarize(parsed.issues)}`);
  return parsed.output as PageReply<T>;
}

/** The background returned a reply that this page cannot read: one of the two is older. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError';
}
