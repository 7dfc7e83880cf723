import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from '../../extension/locales/en.ts';
import { ja } from '../../extension/locales/ja.ts';
import { read, root } from './files.ts';
import { anchor, blocksOf, commandsOf, documents } from './snippets/blocks.ts';

const withoutCode = (text: string) => text.replace(/^ *```[\s\S]*?^ *```$/gm, '').replace(/`[^`\n]*`/g, '');

describe('links', () => {
  test.each(documents)('%s names files and headings that exist', (file) => {
    const text = withoutCode(read(file));
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:href|src|srcset)="([^"]+)"/g)]
      .map((match) => match[1] ?? match[2] ?? '')
      .filter((link) => !/^[a-z]+:/.test(link));
    const broken = links.filter((link) => {
      const [path = '', fragment] = link.split('#');
      const target = path === '' ? file : join(dirname(file), path);
      if (!existsSync(join(root, target))) return true;
      if (fragment === undefined || !target.endsWith('.md')) return false;
      const headings = [...read(target).matchAll(/^#+ (.*)$/gm)].map((match) => anchor(match[1] ?? ''));
      return !headings.includes(fragment);
    });
    expect(broken).toEqual([]);
  });
});

describe('the README in two languages', () => {
  const english = read('README.md');
  const japanese = read('README.ja.md');
  const levels = (text: string) => [...text.matchAll(/^(#+) /gm)].map((match) => match[1]);

  test('has the same headings, level by level', () => {
    expect(levels(japanese)).toEqual(levels(english));
  });

  test('has the same commands', () => {
    const shell = (document: string) =>
      blocksOf(document)
        .filter(({ language }) => language === 'sh')
        .map(commandsOf);
    expect(shell('README.md').length).toBeGreaterThan(2);
    expect(shell('README.ja.md')).toEqual(shell('README.md'));
  });

  test('breaks no line between Japanese characters, where a browser would show a space', () => {
    const prose = japanese.replace(/^ *```[\s\S]*?^ *```$/gm, '');
    const letter = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}、。「」（）]';
    expect(prose.match(new RegExp(`${letter}\\n *${letter}`, 'gu')) ?? []).toEqual([]);
  });

  test('links to the same places', () => {
    const targets = (text: string) =>
      [...text.matchAll(/\]\(([^)]+)\)/g)]
        .map((match) => match[1] ?? '')
        .filter((link) => !link.startsWith('README'));
    expect(new Set(targets(japanese))).toEqual(new Set(targets(english)));
  });

  test('has tables of the same size', () => {
    const rows = (text: string) => text.split('\n').filter((line) => line.startsWith('|')).length;
    expect(rows(japanese)).toBe(rows(english));
  });

  test.each([
    ['README.md', en],
    ['README.ja.md', ja],
  ] as const)('%s names what a member meets as the extension does', (file, words) => {
    const text = read(file);
    expect(text).toContain(`**${words['action.allow']}**`);
    expect(text).toContain(`**${words['options.connect']}**`);
    expect(text).toContain(words['prompt.asking.title']);
  });
});
