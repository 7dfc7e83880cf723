import type { Page } from '@playwright/test';
import * as v from 'valibot';

const seenSchema = v.object({ from: v.number(), shown: v.number() });

/** Waits until the page has shown what was wanted, and answers how long that took, in milliseconds. */
export async function readSeen(page: Page): Promise<number> {
  await page.waitForFunction(() => Reflect.get(window, 'seen')?.shown !== undefined);
  const { from, shown } = v.parse(seenSchema, await page.evaluate('window.seen'));
  return shown - from;
}
