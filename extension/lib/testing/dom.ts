import { Window } from 'happy-dom';

/** A window of its own with some markup, for tests. happy-dom's types are not the browser's, though its objects behave so. */
export function openPage(
  html: string,
  url = 'https://us-east-1.console.aws.amazon.com/s3/buckets',
): TestPage {
  const window = new Window({ url });
  // happy-dom lays nothing out; what real browsers answer is tried end to end.
  Object.assign(window.Element.prototype, {
    checkVisibility(this: { isConnected: boolean; closest(selectors: string): unknown }) {
      return this.isConnected && this.closest('[hidden]') === null;
    },
  });
  window.document.write(`<!doctype html><html><head></head><body>${html}</body></html>`);
  return { window: window as unknown as TestWindow, close: () => window.happyDOM.close() };
}

export type TestWindow = globalThis.Window & typeof globalThis;

export interface TestPage {
  readonly window: TestWindow;
  close(): Promise<void>;
}
