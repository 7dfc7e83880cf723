import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './files.ts';

/** A PNG's size, from its header (PNG specification, 11.2.2). @throws when it is none */
function sizeOf(file: string): { width: number; height: number; bytes: number } {
  const bytes = readFileSync(file);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), bytes: bytes.length };
}

const screenshots = join(root, 'extension/store/screenshots');
const names = readdirSync(screenshots);

describe('the stores’ pictures', () => {
  test('are the same in both languages, five of each', () => {
    const of = (language: string) =>
      names.filter((name) => name.startsWith(`${language}-`)).map((name) => name.slice(language.length + 1));
    expect(of('ja').sort()).toEqual(of('en').sort());
    // The Chrome Web Store takes at most five for each language.
    expect(of('en')).toHaveLength(5);
    expect(names).toHaveLength(10);
  });

  test.each(names)('%s is 1280 by 800 and below 200 kB', (name) => {
    const { width, height, bytes } = sizeOf(join(screenshots, name));
    expect([width, height]).toEqual([1280, 800]);
    expect(bytes).toBeLessThan(200_000);
  });
});

describe('the README’s pictures', () => {
  const folder = join(root, '.github/images');
  const pictures = ['en', 'ja'].flatMap((language) =>
    ['dark', 'light'].map((scheme) => `before-after-${language}-${scheme}.png`),
  );

  test('are four: two languages, light and dark, each shown by its README', () => {
    expect(readdirSync(folder).sort()).toEqual(pictures);
    for (const [file, language] of [
      ['README.md', 'en'],
      ['README.ja.md', 'ja'],
    ] as const) {
      const picture = (scheme: string) => `".github/images/before-after-${language}-${scheme}.png"`;
      const text = readFileSync(join(root, file), 'utf8');
      expect(text).toContain(`<source media="(prefers-color-scheme: dark)" srcset=${picture('dark')}>`);
      expect(text).toContain(`src=${picture('light')}`);
    }
  });

  test.each(pictures)('%s is as large as the others, and below 200 kB', (name) => {
    const { width, height, bytes } = sizeOf(join(folder, name));
    expect([width, height]).toEqual([1240, 432]);
    expect(bytes).toBeLessThan(200_000);
  });
});

describe('the icons', () => {
  const icons = readdirSync(join(root, 'extension/public/icon'));

  test('come in all sizes, for a shut and an open door', () => {
    const sizes = ['16', '32', '48', '128'];
    expect(icons.sort()).toEqual(sizes.flatMap((size) => [`${size}.png`, `open-${size}.png`]).sort());
  });

  test.each(icons)('%s has the size in its name', (name) => {
    const size = Number(/\d+/.exec(name)?.[0]);
    expect(sizeOf(join(root, 'extension/public/icon', name))).toMatchObject({ width: size, height: size });
  });
});
