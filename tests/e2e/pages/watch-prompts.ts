import type { Page } from '@playwright/test';
import * as v from 'valibot';
import { notePrompts } from './record-prompts.ts';

const seenSchema = v.array(v.string());

/**
 * Notes, from now on, every `<genkan-prompt>` that is put into the page, however shortly: the path it appeared on. The
 * notes last until the page is loaded anew.
 */
export async function watchPrompts(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(notePrompts);
  return async () => v.parse(seenSchema, await page.evaluate('globalThis.promptsSeen'));
}
