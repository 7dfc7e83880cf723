import type { Locator, Page } from '@playwright/test';

/** About as large as the browser makes it. */
export const POPUP_SIZE = { width: 380, height: 600 };

/** The toolbar popup, opened as a page of its own: browsers let no test click the toolbar. */
export class PopupPage {
  readonly page: Page;
  readonly allow: Locator;
  readonly extend: Locator;
  readonly end: Locator;
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
    this.allow = page.getByRole('button', { name: 'Allow until' });
    this.extend = page.getByRole('button', { name: 'Extend until' });
    this.end = page.getByRole('button', { name: 'End now' });
  }

  /** Unfolds the fields for duration and name. */
  async unfold(): Promise<void> {
    await this.page.getByText('Duration and name').click();
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.#origin}/popup.html`);
  }
}
