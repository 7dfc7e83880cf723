import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import * as v from 'valibot';
import { vi } from 'vitest';
import { FIREFOX_EXTENSION_ORIGIN } from '../../support/browsers/launch-firefox.ts';
import { CONSOLE, SIGN_IN } from '../pages/console-page.ts';
import { notePrompts } from '../pages/record-prompts.ts';

/** How long anything may take to appear, and how often it is looked for, in milliseconds. */
const WAITING = { timeout: 15_000, interval: 50 };

/** Firefox may be in the middle of a navigation or a re-rendering: what it threw is then tried again. */
const eventually = <T>(look: () => Promise<T>): Promise<T> => vi.waitFor(look, WAITING);

/** A tab of Firefox, as a person meets it: by its words. All clicks and keys are trusted, for the prompt ignores any other. */
export class FirefoxTab {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** A new tab that notes every `<genkan-prompt>` put into its pages, however shortly. */
  static async open(browser: Browser): Promise<FirefoxTab> {
    const page = await browser.newPage();
    await eventually(() => page.setViewport({ width: 1280, height: 800 }));
    await page.evaluateOnNewDocument(notePrompts);
    return new FirefoxTab(page);
  }

  /** Opens a path of the stand-in console, with a page load. */
  async open(path: string): Promise<void> {
    await eventually(() => this.page.goto(`${CONSOLE}${path}`));
  }

  async openSignIn(): Promise<void> {
    await eventually(() => this.page.goto(SIGN_IN));
  }

  /** Opens one of the extension's own pages; Firefox reports no load event for them. */
  async openOwn(name: 'options' | 'popup'): Promise<void> {
    await eventually(() => this.page.goto(`${FIREFOX_EXTENSION_ORIGIN}/${name}.html`, { waitUntil: [] }));
  }

  /** Runs an expression of the extension's API on one of its own pages. */
  async api(expression: string): Promise<unknown> {
    return eventually(() => this.page.evaluate(expression));
  }

  // Puppeteer's own waiting leans on animation frames and load events, which Firefox does not report for an extension's pages.
  find(selector: string): Promise<ElementHandle> {
    return eventually(async () => {
      for (const element of await this.page.$$(selector)) if (await element.isVisible()) return element;
      throw new Error(`${selector} is not to be seen.`);
    });
  }

  /** Waits until a visible element with these words is there, shadow roots included. */
  see(words: string): Promise<ElementHandle> {
    return this.find(`>>> ::-p-text(${words})`);
  }

  /** Presses the button or link with exactly these words. */
  async press(words: string): Promise<void> {
    await eventually(async () => {
      for (const element of await this.page.$$('>>> :is(button, a, summary)')) {
        if ((await element.evaluate((node) => node.textContent?.trim())) !== words) continue;
        if (await element.isVisible()) return element.click();
      }
      throw new Error(`There is no button "${words}".`);
    });
  }

  /** Types into the field with this label, and sees it there. */
  async type(label: string, text: string): Promise<void> {
    await (await this.find(`label::-p-text(${label})`)).click();
    await this.page.keyboard.type(text);
    await this.holds(label, text);
  }

  /** Waits until the field with this label holds this text. */
  async holds(label: string, text: string): Promise<void> {
    const element = await this.find(`label::-p-text(${label})`);
    await eventually(async () => {
      const value = await element.evaluate((node) => {
        const control = node instanceof HTMLLabelElement ? node.control : null;
        return control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement
          ? control.value
          : undefined;
      });
      if (value !== text) throw new Error(`"${label}" holds ${value}.`);
    });
  }

  /** What the page's prompts say; one entry per prompt. */
  async prompts(): Promise<readonly string[]> {
    return this.#read(
      "[...document.querySelectorAll('genkan-prompt')].map(({ shadowRoot }) => shadowRoot.querySelector('section')?.textContent ?? '')",
    );
  }

  /** Waits until the page's one prompt holds these words. */
  async prompted(words: string, timeout = WAITING.timeout): Promise<void> {
    await vi.waitFor(
      async () => {
        const prompts = await this.prompts();
        if (prompts.length !== 1 || !prompts[0]?.includes(words))
          throw new Error(`Instead of "${words}" the prompts say: ${JSON.stringify(prompts)}`);
      },
      { ...WAITING, timeout },
    );
  }

  /** Waits until the page has no prompt. */
  async unprompted(): Promise<void> {
    await eventually(async () => {
      if ((await this.prompts()).length > 0) throw new Error('The prompt is still there.');
    });
  }

  /** The paths on which a prompt appeared since the page was loaded. */
  promptsSeen(): Promise<readonly string[]> {
    return this.#read('globalThis.promptsSeen');
  }

  /** The value of an expression in the page, a list of texts. */
  async #read(expression: string): Promise<readonly string[]> {
    return v.parse(v.array(v.string()), await this.page.evaluate(expression));
  }
}
