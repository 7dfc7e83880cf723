import { expect, type Page } from '@playwright/test';
import { accessibilityFaults, COLOUR_RULES } from './accessibility-faults.ts';

/** axe finds nothing on the page, or within one part of it (shadow roots included). */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  expect(await accessibilityFaults(page, part)).toEqual([]);
}

/** Every colour of the page, or of one part of it, stands out from what is behind it: all that the other scheme changes. */
export async function expectContrast(page: Page, part?: string): Promise<void> {
  expect(await accessibilityFaults(page, part, COLOUR_RULES)).toEqual([]);
}
