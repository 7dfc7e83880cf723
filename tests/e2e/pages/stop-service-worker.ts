import { type BrowserContext, expect } from '@playwright/test';

/**
 * Kills the extension's service worker, as the browser may at any moment.
 * @param isAwaited a page waits for it, so that it starts again at once, with the same target id
 */
export async function stopServiceWorker(context: BrowserContext, isAwaited = false): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser cannot be reached.');
  const running = async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.filter(({ type }) => type === 'service_worker').map(({ targetId }) => targetId);
  };
  const before = await running();
  expect(before).not.toEqual([]);
  for (const targetId of before) await session.send('Target.closeTarget', { targetId });
  // Playwright's own list keeps a worker that was killed.
  if (!isAwaited) await expect.poll(running).toEqual([]);
  await session.detach();
}
