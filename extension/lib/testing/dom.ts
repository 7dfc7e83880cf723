import { Window } from 'happy-dom';

const roots = new WeakMap<object, ShadowRoot>();

/** The shadow root of an element, be it closed. */
export function rootOf(element: Element | null): ShadowRoot | undefined {
  return element ? roots.get(element) : undefined;
}

/** A window of its own with some markup, for tests. happy-dom's types are not the browser's, though its objects behave so. */
export function openPage(
  html: string,
  url = 'https://us-east-1.console.aws.amazon.com/s3/buckets',
): TestPage {
  const window = new Window({ url });
  // happy-dom lays nothing out; the results of real browsers are tried end to end.
  Object.assign(window.Element.prototype, {
    checkVisibility(this: { isConnected: boolean; closest(selectors: string): unknown }) {
      return this.isConnected && this.closest('[hidden]') === null;
    },
  });
  const { prototype } = window.Element;
  const { attachShadow, matches } = prototype;
  const open = new WeakSet<object>();
  Object.assign(prototype, {
    attachShadow(this: InstanceType<typeof window.Element>, init: Parameters<typeof attachShadow>[0]) {
      const root = attachShadow.call(this, init);
      roots.set(this, root as unknown as ShadowRoot);
      return root;
    },
    // Popovers are not known to it either.
    showPopover(this: object) {
      open.add(this);
    },
    hidePopover(this: object) {
      open.delete(this);
    },
    matches(this: InstanceType<typeof window.Element>, selectors: string) {
      if (selectors === ':popover-open') return open.has(this);
      return selectors === ':defined' ? false : matches.call(this, selectors);
    },
  });
  const { document } = window;
  const querySelectorAll = document.querySelectorAll.bind(document);
  Object.assign(document, {
    // Nothing covers the prompt.
    elementFromPoint: () => document.querySelector('genkan-prompt'),
    querySelectorAll: (selectors: string) => (/:modal/.test(selectors) ? [] : querySelectorAll(selectors)),
  });
  document.write(`<!doctype html><html><head></head><body>${html}</body></html>`);
  return { window: window as unknown as TestWindow, close: () => window.happyDOM.close() };
}

export type TestWindow = globalThis.Window & typeof globalThis;

export interface TestPage {
  readonly window: TestWindow;
  close(): Promise<void>;
}
