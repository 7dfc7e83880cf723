import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { isSignInHost } from '../lib/aws/sign-in-host.ts';
import {
  type BackgroundChannel,
  type BackgroundRequest,
  runContentScript,
} from '../lib/content/content-script.ts';

/** The little this script uses of the browser's API; Chrome names it `chrome`, Firefox both. */
declare const chrome: {
  readonly runtime: {
    readonly id?: string;
    sendMessage(message: unknown): Promise<unknown>;
    readonly onMessage: {
      addListener(
        listener: (call: BackgroundRequest, sender: unknown, reply: (answer: unknown) => void) => void,
      ): void;
    };
  };
};

/** The content script: runs in every frame of every AWS page, so it holds as little as possible. */
export default defineUnlistedScript(() => {
  const channel: BackgroundChannel = {
    send: async (message) => chrome.runtime.sendMessage(message),
    onRequest: (listener) =>
      chrome.runtime.onMessage.addListener((call, _, reply) => {
        reply(listener(call));
      }),
    isConnected: () => chrome.runtime?.id !== undefined,
  };
  runContentScript(window, channel, isSignInHost(location.hostname));
});
