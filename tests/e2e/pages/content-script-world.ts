import type { Page } from '@playwright/test';

/** Runs expressions where the extension's content script runs in a page: an isolated world of Chromium. */
export async function contentScriptWorld(page: Page): Promise<(expression: string) => Promise<string>> {
  const session = await page.context().newCDPSession(page);
  const found = new Promise<number>((resolve) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.auxData?.['type'] === 'isolated' && context.origin.startsWith('chrome-extension:')) {
        resolve(context.id);
      }
    });
  });
  await session.send('Runtime.enable');
  const contextId = await found;
  return async (expression) => {
    const { result } = await session.send('Runtime.evaluate', { expression, contextId, awaitPromise: true });
    return String(result.value);
  };
}
