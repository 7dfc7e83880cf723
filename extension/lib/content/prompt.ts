/**
 * The `<genkan-prompt>` of a page: at most one, put back when the page's own scripts throw it out. It stands in the top
 * layer and its shadow root is closed, so that a page can neither cover nor read nor change it.
 */

import type { Drawing } from '../prompt/drawing.ts';
import { draw } from './draw.ts';
import { isSeen } from './is-visible.ts';

/** Reacts to an action; only ever called for what a person did and saw, never for events that a script made. */
export type OnAction = (id: string, button: HTMLElement) => void;

export interface Prompt {
  /** Draws; what is shown already is left as it is, unless it is to be drawn `anew`. */
  show(drawing: Drawing, anew?: boolean): void;
  hide(): void;
  /** What is shown now. */
  drawing(): Drawing | undefined;
}

export function createPrompt(document: Document, onAction: OnAction): Prompt {
  let shown: Drawing | undefined;
  let host: HTMLElement | undefined;
  let root: ShadowRoot | undefined;

  // A page that renders itself anew may take the prompt along. While no modal is open, only the root's children are watched.
  const keeper = new MutationObserver(place);

  function place(): void {
    if (!shown || !host) return;
    // A native modal makes everything outside of it inert, the top layer included.
    const home = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.documentElement;
    if (host.parentNode !== home) home.append(host);
    if (host.getAttribute('popover') !== 'manual') host.setAttribute('popover', 'manual');
    if (!host.matches(':popover-open')) host.showPopover();
    // A modal that is removed without being closed takes the prompt along and fires no event.
    keeper.observe(document.documentElement, {
      childList: true,
      subtree: home !== document.documentElement,
    });
  }

  /** Made when first needed: most pages and frames never need it. */
  function make(): HTMLElement {
    let made = document.createElement('genkan-prompt');
    // A page that defines this element could reach its closed root by `attachInternals`.
    if (made.matches(':defined')) made = document.createElement('div');
    root = made.attachShadow({ mode: 'closed' });
    const pressed = (event: Event, button: Element | null | undefined) => {
      if (!event.isTrusted || !(button instanceof HTMLElement) || button.ariaDisabled) return;
      if (isSeen(made, button)) return onAction(button.dataset['action'] ?? '', button);
      // Back on top, where the next click counts.
      made.hidePopover();
      place();
    };
    root.addEventListener('click', (event) => {
      if (event.target instanceof Element) pressed(event, event.target.closest('button'));
    });
    made.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      pressed(event, root?.querySelector('[data-action=notNow],[data-action=close]'));
    });
    // The page closed it, or opened a modal of its own.
    document.addEventListener('toggle', place, true);
    return made;
  }

  return {
    show: (drawing, anew = false) => {
      if (!anew && JSON.stringify(drawing) === JSON.stringify(shown)) return;
      shown = drawing;
      host ??= make();
      host.dataset['state'] = drawing.state;
      place();
      if (root) draw(root, drawing);
    },
    hide: () => {
      shown = undefined;
      keeper.disconnect();
      host?.remove();
    },
    drawing: () => shown,
  };
}
