/** The `<genkan-prompt>` of a page: at most one, put back when the page's own scripts throw it out. */
import { draw, type OnAction } from './draw.ts';
import type { PromptView } from './view.ts';

export interface Prompt {
  /** Draws a view; one that is shown already is left as it is, unless it is to be drawn `anew`. */
  show(view: PromptView, anew?: boolean): void;
  hide(): void;
  /** What is shown now. */
  view(): PromptView | undefined;
}

export function createPrompt(document: Document, onAction: OnAction): Prompt {
  let shown: PromptView | undefined;
  let host: HTMLElement | undefined;
  let style: HTMLStyleElement | undefined;

  // A page that renders itself anew may take the prompt along. Only the document element's own children are watched.
  const keeper = new MutationObserver(place);

  function place(): void {
    if (shown && host && !host.isConnected) document.documentElement.append(host);
  }

  /** Made when first needed: most pages and frames never need it. */
  function make(): HTMLElement {
    const made = document.createElement('genkan-prompt');
    style = document.createElement('style');
    made.attachShadow({ mode: 'open' }).append(style);
    made.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !event.isTrusted) return;
      event.stopPropagation();
      const away = shown?.actions.find(({ id }) => id === 'notNow' || id === 'close');
      if (away) onAction(away);
    });
    return made;
  }

  return {
    show: (view, anew = false) => {
      if (!anew && JSON.stringify(view) === JSON.stringify(shown)) return;
      shown = view;
      host ??= make();
      host.dataset['state'] = view.state;
      if (style && style.textContent !== view.css) style.textContent = view.css;
      place();
      if (host.shadowRoot) draw(host.shadowRoot, view, 'Genkan', onAction);
      keeper.observe(document.documentElement, { childList: true });
    },
    hide: () => {
      shown = undefined;
      keeper.disconnect();
      host?.remove();
    },
    view: () => shown,
  };
}
