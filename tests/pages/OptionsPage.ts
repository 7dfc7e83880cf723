import type { Locator, Page } from '@playwright/test';

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

  /** Pastes the code and waits until the page says who is connected. */
  async connect(code: string): Promise<void> {
    await this.setupCode.fill(code);
    await this.connectButton.click();
    await this.page.getByText(/Connected as .+ to account \d{12}/).waitFor();
  }
}
