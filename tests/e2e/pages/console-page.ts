import type { Locator, Page } from '@playwright/test';
import { Prompt } from './prompt.ts';

export const CONSOLE = 'https://us-east-1.console.aws.amazon.com';
export const SIGN_IN = 'https://us-east-1.signin.aws.amazon.com/oauth';

/** The stand-in AWS console. */
export class ConsolePage {
  readonly page: Page;
  readonly prompt: Prompt;

  constructor(page: Page) {
    this.page = page;
    this.prompt = new Prompt(page);
  }

  /** Opens a path of the console, with a page load. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${CONSOLE}${path}`);
  }

  async openSignIn(): Promise<void> {
    await this.page.goto(SIGN_IN);
  }

  /** Goes to another service without a page load. */
  async goTo(service: string): Promise<void> {
    await this.page.getByRole('link', { name: service, exact: true }).click();
  }

  text(text: string | RegExp): Locator {
    return this.page.getByText(text).first();
  }

  /** S3's bucket list as served, and as denied. */
  get buckets(): Locator {
    return this.page.getByRole('link', { name: 'team-website' });
  }

  get deniedBuckets(): Locator {
    return this.text("You don't have permissions to list buckets");
  }
}
