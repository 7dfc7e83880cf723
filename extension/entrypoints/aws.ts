import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { visit, type Wire } from '../lib/aws/visit.ts';
import type { PromptView } from '../lib/prompt/view.ts';

/** The little this script uses of the browser's API; Chrome names it `chrome`, Firefox both. */
declare const chrome: {
  readonly runtime: {
    readonly id?: string;
    sendMessage(message: unknown): Promise<unknown>;
    readonly onMessage: {
      addListener(listener: (message: { show?: PromptView | null }) => void): void;
    };
  };
};

/** The content script: runs in every frame of every AWS page, so it holds as little as possible. */
export default defineUnlistedScript(() => {
  const wire: Wire = {
    send: async (message) => chrome.runtime.sendMessage(message),
    onShow: (listener) =>
      chrome.runtime.onMessage.addListener((message) => {
        if (message.show !== undefined) listener(message.show);
      }),
    alive: () => chrome.runtime?.id !== undefined,
  };
  visit(window, wire, /(^|\.)signin\./.test(location.hostname));
});
