import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { LivePolicy } from '../../sandbox/live-policy.ts';

/** The record of one demo: numbered screenshots and a page of Markdown that explains them. */
export class Transcript {
  readonly folder: string;
  readonly #lines: string[] = ['# The story, as it was played', ''];
  #pictures = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Empties the folder, so that nothing of an earlier showing is taken for this one's. */
  async begin(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    await mkdir(this.folder, { recursive: true });
  }

  /** Records a step, with a screenshot `NN-name.png`. */
  async picture(page: Page, name: string, caption: string): Promise<void> {
    this.#pictures += 1;
    const file = `${String(this.#pictures).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: join(this.folder, file) });
    console.log(`${file}: ${caption}`);
    this.#lines.push(`## ${file}`, '', caption, '', `![${caption}](${file})`, '');
  }

  /** Records the live policy of this moment. */
  policy(caption: string, { version, document }: LivePolicy): void {
    const pretty = JSON.stringify(JSON.parse(document), null, 2);
    this.#lines.push(`**${caption}** (version ${version}):`, '', '```json', pretty, '```', '');
  }

  async end(): Promise<void> {
    await writeFile(join(this.folder, 'transcript.md'), this.#lines.join('\n'));
  }
}
