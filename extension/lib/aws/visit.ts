/** One visit to an AWS page: what the content script does in every frame. The background decides, this obeys. */
import type { Message, MessageType } from '../messages.ts';
import { createPrompt } from '../prompt/prompt.ts';
import type { PromptAction, PromptView } from '../prompt/view.ts';
import { inCloudShell } from './cloud-shell.ts';
import { everythingFailed, pageAccount } from './page-facts.ts';
import { watchPage } from './page-watch.ts';
import { watchSignIn } from './sign-in-watch.ts';

/** The way to the background. */
export interface Wire {
  /** Rejects when the extension was replaced under the open page, or is being stopped. */
  send(message: Message): Promise<unknown>;
  onShow(listener: (view: PromptView | null) => void): void;
  /** False once the extension was updated, disabled or removed under the page. */
  alive(): boolean;
}

/** How often the page is looked at while AWS takes notice, in milliseconds. */
const RECHECK = 1000;

/** How long good news stays, in milliseconds. */
const LINGER = 8000;

export function visit(window: Window, wire: Wire, signIn: boolean): void {
  const { document } = window;
  const top = window.top;
  const isTop = top === window;
  try {
    // Frames of other origins belong to somebody else: reading their top window throws.
    if (!isTop && !top?.document) return;
  } catch {
    return;
  }
  const page = () => ({ accountId: pageAccount(isTop || !top ? window : top) });

  let typed = false;
  document.addEventListener('input', (event) => (typed ||= event.isTrusted), {
    capture: true,
    passive: true,
  });

  let refused = false;
  let recheck: ReturnType<typeof setInterval> | undefined;

  const ask = async <T extends MessageType>(type: T, body: Message<T>['body']): Promise<void> => {
    try {
      const reply = await wire.send({ type, body } as Message);
      if (isTop) show(isView(reply) ? reply : null, type !== 'allowFromPrompt' && type !== 'propagated');
    } catch {
      if (!isTop) return;
      const before = prompt.view();
      // Either the extension is gone, or its background failed: then the button is there to try again.
      if (!wire.alive()) prompt.show(updatedView(before));
      else if (before) prompt.show(before, true);
    }
  };

  const report = (texts: string[]) => {
    refused = true;
    // CloudShell may also be reached without a page load, which the manifest's exclusion does not see.
    if (!inCloudShell((top ?? window).location.pathname)) void ask('refusalSeen', { texts, page: page() });
  };
  const watch = watchPage(document, report);

  const prompt = createPrompt(document, act);

  if (!isTop) return;
  // Firefox starts an updated extension in pages that are open already; the old one's prompt is dead by then.
  document.querySelector('genkan-prompt')?.remove();
  wire.onShow((view) => show(view, false));
  if (signIn) {
    watchSignIn(document, report);
    void ask('signInOpened', { page: page() });
  }

  /** @param quiet an answer of "nothing to say" leaves what stands there already */
  function show(view: PromptView | null, quiet: boolean): void {
    if (!view) {
      if (!quiet) prompt.hide();
      return;
    }
    clearInterval(recheck);
    prompt.show(view);
    if (view.state === 'done') setTimeout(() => prompt.view() === view && prompt.hide(), LINGER);
    if (view.progress) follow(view.progress.total - view.progress.elapsed);
    if (!view.mayReload || typed) return;
    // A sign-in page that has not refused yet works as it stands.
    if (signIn ? refused : everythingFailed(document, watch.refusals())) window.location.reload();
  }

  /** While AWS takes notice: done as soon as the page recovers by itself, at the latest when the time has passed. */
  function follow(left: number): void {
    const end = Date.now() + left;
    const hadRefusals = watch.refusals().size > 0;
    recheck = setInterval(() => {
      const stillRefused = watch.refusals().size > 0;
      if (Date.now() < end && (stillRefused || !hadRefusals)) return;
      clearInterval(recheck);
      void ask('propagated', { stillRefused });
    }, RECHECK);
  }

  function act(action: PromptAction, button?: HTMLButtonElement): void {
    const say = (words: string | undefined) => {
      if (button) button.textContent = words ?? action.label;
    };
    switch (action.id) {
      case 'allow':
        button?.setAttribute('aria-disabled', 'true');
        say(action.busy);
        void ask('allowFromPrompt', {});
        return;
      case 'reload':
        window.location.reload();
        return;
      case 'copy':
        void window.navigator.clipboard.writeText(prompt.view()?.report ?? '').then(
          () => say(action.done),
          // The page may forbid it; the button then goes on offering what it offered.
          () => undefined,
        );
        return;
      case 'options':
        void ask('openOptions', {});
        return;
      case 'notNow':
        void wire.send({ type: 'dismissed', body: {} }).catch(() => undefined);
    }
    clearInterval(recheck);
    prompt.hide();
  }
}

/** The background's own words; only its shape is checked, against a version of it that speaks otherwise. */
function isView(reply: unknown): reply is PromptView {
  return typeof reply === 'object' && reply !== null && 'title' in reply && 'actions' in reply;
}

/** Looks for the one prompt that no background has sent. */
const PLAIN =
  ':host{position:fixed;right:16px;bottom:56px;z-index:2147483647;padding:16px;border:1px solid;background:#fff;color:#1c2128;font:14px/1.5 system-ui}';

/** Said when the background cannot be asked any more, so in words it gave before, or else in English. */
function updatedView(before: PromptView | undefined): PromptView {
  const words = before?.whenUpdated ?? {
    title: 'Genkan was updated',
    text: 'Reload this tab to use it here again.',
    reload: 'Reload',
  };
  return {
    state: 'updated',
    lang: before?.lang ?? 'en',
    css: before?.css ?? PLAIN,
    title: words.title,
    text: [words.text],
    actions: [{ id: 'reload', label: words.reload, primary: true }],
    whenUpdated: words,
  };
}
