import { describe, expect, test } from 'vitest';
import { type Handlers, MESSAGES, MessageError, type Receiver, receive, type Sender } from './messages.ts';

const OWN = 'chrome-extension://genkan/';
const receiver: Receiver = {
  extensionId: 'genkan',
  ownOrigin: OWN,
  isAwsPage: (url) => url.startsWith('https://console.aws.amazon.com/'),
};
const page: Sender = {
  extensionId: 'genkan',
  url: 'https://console.aws.amazon.com/s3',
  tabId: 7,
  frameId: 0,
};
const popup: Sender = {
  extensionId: 'genkan',
  url: `${OWN}popup.html`,
  tabId: undefined,
  frameId: undefined,
};

/** Replies to every message with its type and body. */
const handlers = Object.fromEntries(
  Object.keys(MESSAGES).map((type) => [type, async (body: unknown) => ({ type, body })]),
) as unknown as Handlers;

const send = (message: unknown, sender: Sender) => receive(message, sender, receiver, handlers);

describe('a message', () => {
  test('reaches its handler with a parsed body', async () => {
    const message = { type: 'denialSeen', body: { texts: ['no'], page: {}, more: 1 } };
    expect(await send(message, page)).toEqual({ type: 'denialSeen', body: { texts: ['no'], page: {} } });
  });

  test.each([undefined, null, 'text', {}, { type: 'unknown', body: {} }, { show: null }])(
    'of another sender is left alone: %j',
    (message) => expect(send(message, page)).toBeUndefined(),
  );

  test.each([
    { type: 'denialSeen', body: { texts: 'no', page: {} } },
    { type: 'denialSeen', body: { texts: [], page: { host: 5 } } },
    { type: 'denialSeen', body: { texts: ['x'.repeat(4001)], page: {} } },
    { type: 'propagated', body: {} },
    { type: 'propagated' },
  ])('with a wrong body is refused: %j', async (message) => {
    await expect(send(message, page)).rejects.toBeInstanceOf(MessageError);
  });

  test.each([
    ['another extension', { ...page, extensionId: 'other' }],
    ['nobody', { ...page, extensionId: undefined }],
    ['a page that is not AWS', { ...page, url: 'https://example.com/' }],
    ['nowhere', { ...page, url: undefined }],
    ['no tab', { ...page, tabId: undefined }],
    ['a frame', { ...page, frameId: 3 }],
    ['the popup', popup],
  ])('for the top page of AWS is refused from %s', async (_, sender) => {
    await expect(send({ type: 'allowFromPrompt', body: {} }, sender)).rejects.toBeInstanceOf(MessageError);
  });

  test('about a denial may come from a frame', async () => {
    const message = { type: 'denialSeen', body: { texts: [], page: {} } };
    expect(await send(message, { ...page, frameId: 3 })).toMatchObject({ type: 'denialSeen' });
  });

  test.each(Object.entries(MESSAGES).flatMap(([type, { from }]) => (from === 'own' ? [type] : [])))(
    '%s is refused from an AWS page',
    async (type) => {
      await expect(send({ type, body: {} }, page)).rejects.toThrow(/may not come from/);
    },
  );

  test('of the popup reaches its handler', async () => {
    expect(await send({ type: 'selectConnection', body: { id: 'one' } }, popup)).toEqual({
      type: 'selectConnection',
      body: { id: 'one' },
    });
  });
});
