/** One visit to an AWS page: what the content script does in every frame. The background decides. */

import { isCloudShell } from '../aws/cloud-shell.ts';
import { everythingFailed, pageFacts } from '../aws/page-facts.ts';
import type { RawPage } from '../aws/page-schema.ts';
import type { Message, MessageType } from '../messages/messages.ts';
import type { Drawing } from '../prompt/drawing.ts';
import { watchPage } from './page-watch.ts';
import { createPrompt } from './prompt.ts';
import { watchRecovery } from './recovery-watch.ts';
import { watchSignIn } from './sign-in-watch.ts';

/** What the background says to a page by itself. */
export type BackgroundRequest =
  /** Draw this, or hide the prompt. */
  | { readonly show: Drawing | null }
  /** What does the page say about itself? */
  | { readonly facts: true }
  /** A lease ends soon; the background decides whether that concerns the page's account. */
  | { readonly endsSoon: true };

/** The way to the background. */
export interface BackgroundChannel {
  /** Rejects when the extension was replaced under the open page, or is being stopped. */
  send(message: Message): Promise<unknown>;
  /** The listener's reply goes back to the background. */
  onRequest(listener: (call: BackgroundRequest) => RawPage | undefined): void;
  /** False once the extension was updated, disabled or removed under the page. */
  isConnected(): boolean;
}

/** How long good news stays, in milliseconds. */
const DONE_SHOWN_MS = 8000;

/** Messages that a page sends by itself: "nothing to say" leaves what stands there already. */
const UNSOLICITED: readonly MessageType[] = ['denialSeen', 'signInOpened', 'endsSoon'];

export function runContentScript(window: Window, channel: BackgroundChannel, signIn: boolean): void {
  const { document } = window;
  const { top } = window;
  const isTop = top === window;
  if (!isTop && !isSameOrigin(top)) return;
  const page = () => pageFacts(isTop || !top ? window : top);

  let typed = false;
  document.addEventListener('input', (event) => (typed ||= event.isTrusted), {
    capture: true,
    passive: true,
  });

  /** The person's click is on its way. */
  let isAllowing = false;
  let stopWatching = () => {};

  const ask = async <T extends MessageType>(type: T, body: Message<T>['body']): Promise<void> => {
    const quiet = UNSOLICITED.includes(type);
    try {
      const reply = await channel.send({ type, body } as Message);
      if (type === 'allowFromPrompt') isAllowing = false;
      if (isTop) show(isDrawing(reply) ? reply : null, quiet, !quiet);
    } catch {
      if (!isTop) return;
      const wasAllowing = isAllowing;
      isAllowing = false;
      const before = prompt.drawing();
      // Either the extension is gone, or its background failed: then the button is there to try again.
      if (!channel.isConnected())
        prompt.show(before ? { ...before, announced: before.updated, rest: [] } : PLAIN);
      // Its process ended during the click: the next one finds out what became of it, and grants nothing.
      else if (wasAllowing) void ask('askAgain', {});
      else if (before) prompt.show(before, true);
    }
  };

  const report = (texts: string[], from = page()) => {
    // CloudShell may also be reached without a page load, which the manifest's exclusion does not see.
    if (!isCloudShell((top ?? window).location.pathname)) void ask('denialSeen', { texts, page: from });
  };
  const watch = watchPage(document, (texts) => report(texts));

  const prompt = createPrompt(document, act);

  if (!isTop) return;
  // Firefox starts an updated extension in pages that are open already; the old one's prompt is dead by then.
  document.querySelector('genkan-prompt')?.remove();
  channel.onRequest((call) => {
    if ('facts' in call) return page();
    if ('show' in call) show(call.show);
    else void ask('endsSoon', { page: page() });
    return undefined;
  });
  if (signIn) {
    // A page's whole text is no error container: without its language, only a sentence that is known counts.
    watchSignIn(document, (texts) => report(texts, { ...page(), language: '' }));
    void ask('signInOpened', { page: page() });
  }

  function show(drawing: Drawing | null, quiet = false, anew = false): void {
    if (!drawing) {
      if (!quiet) prompt.hide();
      return;
    }
    stopWatching();
    isAllowing ||= drawing.state === 'allowing';
    prompt.show(drawing, anew);
    if (drawing.state === 'done')
      setTimeout(() => prompt.drawing() === drawing && prompt.hide(), DONE_SHOWN_MS);
    if (drawing.left !== undefined)
      stopWatching = watchRecovery(watch.denials, drawing.left, (texts) => void ask('propagated', { texts }));
    // A sign-in page that was posted would send the password again.
    if (drawing.mayReload && !signIn && !typed && everythingFailed(document, watch.denials()))
      window.location.reload();
  }

  function act(id: string, button: HTMLElement): void {
    const [action, connectionId] = id.split(':');
    const start = <T extends MessageType>(type: T, body: Message<T>['body']) => {
      button.ariaDisabled = 'true';
      button.textContent = button.dataset['busy'] ?? button.textContent;
      void ask(type, body);
    };
    switch (action) {
      case 'retry':
      case 'allow':
        isAllowing = true;
        start(
          'allowFromPrompt',
          action === 'retry' ? { failedOnly: true } : connectionId ? { connectionId } : {},
        );
        return;
      case 'again':
        start('askAgain', {});
        return;
      case 'end':
        start('endFromPrompt', {});
        return;
      case 'reload':
        window.location.reload();
        return;
      case 'copy':
        void copyReport(window, prompt.drawing()?.report ?? '', button);
        return;
      case 'options':
        void channel.send({ type: 'openOptions', body: {} }).catch(() => undefined);
        return;
      case 'notNow':
        // The click before this one may have allowed the network already: the background says what came of it.
        if (isAllowing) {
          start('dismissed', { whileAllowing: true });
          return;
        }
        void channel.send({ type: 'dismissed', body: {} }).catch(() => undefined);
    }
    stopWatching();
    prompt.hide();
  }
}

/** A frame of another origin is not ours: reading its top window throws. */
function isSameOrigin(top: Window | null): boolean {
  try {
    return top?.document !== undefined;
  } catch {
    return false;
  }
}

async function copyReport(window: Window, report: string, button: HTMLElement): Promise<void> {
  try {
    await window.navigator.clipboard.writeText(report);
    button.textContent = button.dataset['done'] ?? '';
  } catch {
    // The page may forbid it; the button then goes on offering what it offered.
  }
}

/** The background's own drawing; only its shape is checked, against a version of it that draws otherwise. */
function isDrawing(reply: unknown): reply is Drawing {
  return typeof reply === 'object' && reply !== null && 'announced' in reply;
}

/** The one prompt that no background has sent: in a page that had none before the extension was replaced. */
const PLAIN: Drawing = {
  state: 'updated',
  lang: 'en',
  css: ':host{position:fixed;inset:auto 16px 56px auto;padding:16px;border:1px solid;background:#fff;color:#1c2128;font:14px system-ui}',
  announced: [
    ['p', {}, 'Genkan was updated. Reload this tab.'],
    ['button', { 'data-action': 'reload' }, 'Reload'],
  ],
  rest: [],
  updated: [],
};
