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

  /** Opens it while this tab stays the active one, as the toolbar's popup does. Another page than `page`. */
  async openOver(tab: Page): Promise<PopupPage> {
    await tab.bringToFront();
    const context = tab.context();
    const opened = context.waitForEvent('page');
    await context.serviceWorkers()[0]?.evaluate("chrome.tabs.create({ url: 'popup.html', active: false })");
    return new PopupPage(await opened, this.#origin);
  }

  /** Opens it with a background that never replies: what was known before stays, marked as being checked. */
  async openUnanswered(): Promise<void> {
    await this.page.addInitScript(() => {
      if (location.hash !== '#unanswered') return;
      const { runtime } = Reflect.get(globalThis, 'chrome');
      runtime.sendMessage = () => new Promise(() => undefined);
    });
    await this.page.goto('about:blank');
    await this.page.goto(`${this.#origin}/popup.html#unanswered`);
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.#origin}/popup.html`);
  }
}
