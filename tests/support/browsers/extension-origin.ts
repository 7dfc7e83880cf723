import type { BrowserContext } from '@playwright/test';

/** `chrome-extension://…` of the one extension that is installed, once its service worker runs. */
export async function extensionOrigin(context: BrowserContext): Promise<string> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  // `URL.origin` is opaque for schemes that Node does not define.
  return `chrome-extension://${new URL(worker.url()).host}`;
}
