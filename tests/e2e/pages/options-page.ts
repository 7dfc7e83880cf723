import { expect, type Locator, type Page } from '@playwright/test';
import type { Language } from '../../../extension/lib/i18n/translator.ts';

/** The extension's options page. */
export class OptionsPage {
  readonly page: Page;
  readonly setupCode: Locator;
  readonly connectButton: Locator;
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
    this.setupCode = page.getByLabel('Setup code');
    this.connectButton = page.getByRole('button', { name: 'Connect', exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.#origin}/options.html`);
  }

  /** Chooses a language; the pseudo-locale is offered only to who has it, so it is stored. */
  async speak(language: Language): Promise<void> {
    if (language === 'en-XA') {
      await this.page.evaluate("chrome.storage.local.set({ language: 'en-XA' })");
    } else {
      await this.page.locator('#language').selectOption(language);
    }
    await expect(this.page.locator('html')).toHaveAttribute('lang', language);
  }

  /** Waits until the settings as stored contain this: a page that is left at once may take its change with it. */
  async kept(text: string): Promise<void> {
    const stored = () =>
      this.page.evaluate<string>('chrome.storage.local.get().then((all) => JSON.stringify(all))');
    await expect.poll(stored).toContain(text);
  }

  /** Unfolds the form for another connection. */
  async unfoldForm(): Promise<void> {
    await this.page.getByText('Add a connection').click();
  }

  /** Pastes the first code, waits until the page shows the member, and confirms the deployment's other endpoint. */
  async connect(code: string): Promise<void> {
    await this.setupCode.fill(code);
    await this.connectButton.click();
    await this.page.getByText(/Connected as .+ to account \d{12}/).waitFor();
    const confirm = this.page.getByRole('button', { name: 'Use this endpoint too' });
    await confirm.click();
    await confirm.waitFor({ state: 'detached' });
  }
}
