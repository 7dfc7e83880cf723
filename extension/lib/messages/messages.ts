/**
 * Every message that crosses a receiver inside the extension, who may send it, and the schema it is parsed with in the
 * receiver. Replies come from the background alone.
 */
import * as v from 'valibot';
import { rawPageSchema, readPage } from '../aws/page-schema.ts';
import type { Drawing } from '../prompt/drawing.ts';
import { endpointSchema, MAX_NAME_LENGTH } from '../settings/settings.ts';
import { ACCEPTABLE } from './connect-reply.ts';
import type { PageMessageType, PageReply } from './replies.ts';
import { MAX_TEXT_LENGTH, MAX_TEXTS } from './text-limits.ts';

const pageSchema = v.pipe(rawPageSchema, v.transform(readPage));

const texts = v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_TEXT_LENGTH))), v.maxLength(MAX_TEXTS));

const connectionId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/**
 * `aws`: any frame of an AWS page. `awsTop`: its top frame only; the background replies to both with a drawing, or with null
 * for no change. `own`: the extension's own pages (popup and options); `replies.ts` has the schemas of their replies.
 */
export const MESSAGES = {
  /** The page shows text at error containers that may be a denial. Reply: a view, or null for silence. */
  denialSeen: {
    from: 'aws',
    body: v.object({ texts, page: pageSchema }),
  },
  /** A sign-in page opened. Reply: a view, or null. */
  signInOpened: { from: 'awsTop', body: v.object({ page: pageSchema }) },
  /**
   * The person pressed the button of the prompt, of one connection where the prompt offers several, or the one for the
   * accounts that the last grant did not reach. Reply: a view.
   */
  allowFromPrompt: {
    from: 'awsTop',
    body: v.object({ connectionId: v.optional(connectionId), failedOnly: v.optional(v.boolean()) }),
  },
  /** The person wants the backend asked again about what this tab was about. Grants nothing. Reply: a view. */
  askAgain: { from: 'awsTop', body: v.object({}) },
  /** The time AWS needs has passed; `texts` are the denials that the page still shows. Reply: a view. */
  propagated: { from: 'awsTop', body: v.object({ texts }) },
  /** "Not now": silence in this tab. Reply: a view when it came too late, or null. */
  dismissed: { from: 'awsTop', body: v.object({ whileAllowing: v.optional(v.boolean()) }) },
  /** End what a click allowed that the person wanted to take back. Reply: null. */
  endFromPrompt: { from: 'awsTop', body: v.object({}) },
  /** A lease ends soon, perhaps one of the page's account. Reply: a view, or null. */
  endsSoon: { from: 'awsTop', body: v.object({ page: pageSchema }) },
  /** The prompt's link to the options page. */
  openOptions: { from: 'awsTop', body: v.object({}) },
  /** Ask the backend now. */
  refreshOverview: { from: 'own', body: v.object({ force: v.optional(v.boolean()) }) },
  /** Allow or extend this network. */
  allowNetwork: {
    from: 'own',
    body: v.object({
      minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      label: v.optional(v.pipe(v.string(), v.maxLength(80))),
      /** The ids of the accounts, where not all are meant. */
      targets: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
    }),
  },
  /** End leases now. */
  endLeases: { from: 'own', body: v.object({ ids: v.pipe(v.array(v.string()), v.minLength(1)) }) },
  /** Use this connection from now on. */
  selectConnection: { from: 'own', body: v.object({ id: connectionId }) },
  /** What the background knows about a tab. */
  tabStatus: { from: 'own', body: v.object({ tabId: v.number() }) },
  /** Show a tab's prompt again: the explanation, or the question that was dismissed. */
  recallPrompt: { from: 'own', body: v.object({ tabId: v.number() }) },
  /** Try an endpoint and key without storing them. */
  testConnection: {
    from: 'own',
    body: v.object({
      endpoint: endpointSchema,
      key: v.string(),
      /** Confirmed endpoints of the same deployment. */
      endpoints: v.optional(v.array(endpointSchema)),
    }),
  },
  /** Try an endpoint and key and store them when they work. */
  connect: {
    from: 'own',
    body: v.object({
      endpoint: endpointSchema,
      key: v.string(),
      name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(MAX_NAME_LENGTH))),
      /** The connection that gets the key; without it, a new one or that of the same endpoint and member. */
      id: v.optional(connectionId),
      accept: v.optional(v.array(v.picklist(ACCEPTABLE))),
    }),
  },
} as const satisfies Record<
  string,
  { from: 'aws' | 'awsTop' | 'own'; body: v.GenericSchema<Record<string, unknown>> }
>;

export type MessageType = keyof typeof MESSAGES;
export type MessageBody<T extends MessageType> = v.InferOutput<(typeof MESSAGES)[T]['body']>;
/** As it is sent, before the receiver reads it. */
export type SentBody<T extends MessageType> = v.InferInput<(typeof MESSAGES)[T]['body']>;

export interface Message<T extends MessageType = MessageType> {
  readonly type: T;
  readonly body: SentBody<T>;
}

const envelopeSchema = v.object({
  type: v.picklist(Object.keys(MESSAGES) as [MessageType, ...MessageType[]]),
  body: v.optional(v.unknown()),
});

/** Where a message comes from: stated by the browser, not by the message. */
export interface Sender {
  readonly extensionId: string | undefined;
  readonly url: string | undefined;
  readonly tabId: number | undefined;
  readonly frameId: number | undefined;
}

/** What the receiver knows about itself and about pages. */
export interface Receiver {
  readonly extensionId: string;
  /** The extension's own origin with a slash at the end. */
  readonly ownOrigin: string;
  readonly isAwsPage: (url: string) => boolean;
}

/** Whether this sender may send this kind of message. */
export function maySend(from: 'aws' | 'awsTop' | 'own', sender: Sender, receiver: Receiver): boolean {
  if (sender.extensionId !== receiver.extensionId || sender.url === undefined) return false;
  if (from === 'own') return sender.url.startsWith(receiver.ownOrigin);
  if (sender.tabId === undefined || !receiver.isAwsPage(sender.url)) return false;
  return from === 'aws' || sender.frameId === 0;
}

export type Handlers = {
  readonly [T in MessageType]: (
    body: MessageBody<T>,
    sender: Sender,
  ) => Promise<T extends PageMessageType ? PageReply<T> : Drawing | null>;
};

/**
 * Parses a message, checks its sender and hands it to its handler.
 * @returns the handler's reply, or `undefined` when the message is not one of ours .
 * @throws {MessageError} when it is ours but its body or its sender is wrong.
 */
export function receive(
  raw: unknown,
  sender: Sender,
  receiver: Receiver,
  handlers: Handlers,
): Promise<unknown> | undefined {
  const envelope = v.safeParse(envelopeSchema, raw);
  return envelope.success
    ? dispatch(envelope.output.type, envelope.output.body, sender, receiver, handlers)
    : undefined;
}

async function dispatch<T extends MessageType>(
  type: T,
  raw: unknown,
  sender: Sender,
  receiver: Receiver,
  handlers: Handlers,
): Promise<unknown> {
  if (!maySend(MESSAGES[type].from, sender, receiver)) {
    throw new MessageError(`"${type}" may not come from ${sender.url ?? 'nowhere'}`);
  }
  const body = v.safeParse(MESSAGES[type].body, raw);
  if (!body.success) {
    throw new MessageError(`"${type}" has a body that cannot be read: ${v.summarize(body.issues)}`);
  }
  return handlers[type](body.output as MessageBody<T>, sender);
}

/** A message of ours with a wrong body or from a sender that may not send it. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
}
