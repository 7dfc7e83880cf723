import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** axe finds nothing on the page, or within one part of it (shadow roots included). */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  await expectNothing(new AxeBuilder({ page }), part);
}

/** Every colour of the page, or of one part of it, stands out from what is behind it: all that the other scheme changes. */
export async function expectContrast(page: Page, part?: string): Promise<void> {
  await expectNothing(new AxeBuilder({ page }).withRules(['color-contrast']), part);
}

async function expectNothing(axe: AxeBuilder, part: string | undefined): Promise<void> {
  // Neither these pages nor the prompt have frames: without looking for them, axe opens no page of its own for each report.
  axe.setLegacyMode();
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => html).join('\n')}`,
  );
  expect(found).toEqual([]);
}
