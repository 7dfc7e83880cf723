import type { FrameLocator, Locator, Page } from '@playwright/test';

/** `<genkan-prompt>` on an AWS page, as a person meets it: by its words. */
export class Prompt {
  readonly element: Locator;
  readonly allow: Locator;
  readonly notNow: Locator;
  readonly reload: Locator;
  readonly close: Locator;
  readonly copyReport: Locator;

  constructor(page: Page | FrameLocator) {
    this.element = page.locator('genkan-prompt');
    this.allow = this.element.getByRole('button', { name: 'Allow this network' });
    this.notNow = this.element.getByRole('button', { name: 'Not now' });
    this.reload = this.element.getByRole('button', { name: 'Reload' });
    this.close = this.element.getByRole('button', { name: 'Close' });
    this.copyReport = this.element.getByRole('button', { name: 'Copy report' });
  }
}
