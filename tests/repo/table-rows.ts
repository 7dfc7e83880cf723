import { expect } from 'vitest';
import { read } from './files.ts';

/** The cells of each body row of the first table of a document whose first header is `first`. */
export function tableRows(document: string, first: string): string[][] {
  const lines = read(document).split('\n');
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

/** What stands between backquotes, in order. */
export function quoted(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
}
