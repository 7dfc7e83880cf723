import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROBLEMS } from '@genkan/shared/contract';
import { describe, expect, test } from 'vitest';
import { read, repositoryFiles, root } from './files.ts';
import { anchor, blocksOf, documents } from './snippets/blocks.ts';

const withoutCode = (text: string) => text.replace(/^ *```[\s\S]*?^ *```$/gm, '').replace(/`[^`\n]*`/g, '');

/** The cells of each body row of the first table whose header starts with `first`. */
function tableRows(text: string, first: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.replace(/\s+/g, ' ').startsWith(`| ${first} |`));
  expect(start, `a table that starts with "${first}"`).toBeGreaterThan(-1);
  const rows: string[][] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith('|')) break;
    rows.push(
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  }
  return rows;
}

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
        .map(({ code }) => code);
    expect(shell('README.md').length).toBeGreaterThan(2);
    expect(shell('README.ja.md')).toEqual(shell('README.md'));
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
});

describe('tables that state facts about the code', () => {
  test('the problems in backend/README.md are those of the contract', () => {
    const documented = tableRows(read('backend/README.md'), 'code').map(([code, status]) => [
      code?.replaceAll('`', ''),
      Number(status),
    ]);
    const actual = Object.entries(PROBLEMS).map(([code, { status }]) => [code, status]);
    expect(new Set(documented.map(String))).toEqual(new Set(actual.map(String)));
  });

  test('the environment variables in backend/README.md are those the backend reads', () => {
    const documented = tableRows(read('backend/README.md'), 'variable').map(([name]) =>
      name?.replaceAll('`', ''),
    );
    const source = repositoryFiles()
      .filter((file) => file.startsWith('backend/src/') && file.endsWith('.ts') && !file.includes('.test.'))
      .map(read)
      .join('\n');
    const actual = new Set(
      [...source.matchAll(/\b(GENKAN_[A-Z0-9_]+[A-Z0-9]|PORT)\b/g)].map((match) => match[1]),
    );
    expect(new Set(documented)).toEqual(actual);
  });

  test('the permissions in the README are those of the manifest', () => {
    const source = read('extension/wxt.config.ts');
    const list = /permissions: \[([^\]]*)\]/.exec(source)?.[1] ?? '';
    const actual = [...list.matchAll(/'([^']+)'/g)].map((match) => match[1]).sort();
    expect(actual.length).toBeGreaterThan(0);
    for (const [file, header] of [
      ['README.md', 'permission'],
      ['README.ja.md', '権限'],
    ] as const) {
      const documented = tableRows(read(file), header)
        .flatMap(([name]) => /^`([^`]+)`$/.exec(name ?? '')?.[1] ?? [])
        .sort();
      expect([file, documented]).toEqual([file, actual]);
    }
  });

  test('the alarms in backend/OPERATIONS.md are those of the stack', () => {
    const documented = tableRows(read('backend/OPERATIONS.md'), 'alarm').map(([name]) =>
      name?.replaceAll('`', ''),
    );
    const actual = [...read('backend/infra/stack/alarms.ts').matchAll(/^ {2}add\('(\w+)'/gm)].map(
      (match) => match[1],
    );
    expect(documented.sort()).toEqual(actual.sort());
  });
});
