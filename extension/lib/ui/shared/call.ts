/** The pages' way to the background. Replies are parsed like everything from outside. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { Message, MessageBody, MessageType } from '../../messages/messages.ts';

/**
 * Sends a message and parses the reply. The browser may stop the background half-way; all that is asked here may be asked
 * twice, so it then is. @throws {ReplyError} when the reply cannot be read.
 */
export async function call<T extends MessageType, R>(
  type: T,
  body: MessageBody<T>,
  reply: v.GenericSchema<unknown, R>,
): Promise<R> {
  const message: Message<T> = { type, body };
  const send = () => browser.runtime.sendMessage(message);
  const parsed = v.safeParse(reply, await send().catch(send));
  if (!parsed.success)
    throw new ReplyError(`the reply to "${type}" cannot be read: ${v.summarize(parsed.issues)}`);
  return parsed.output;
}

/** The background answered something that this page does not understand: one of the two is older. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError';
}
