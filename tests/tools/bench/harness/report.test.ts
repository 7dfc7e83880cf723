import { expect, test } from 'vitest';
import type { Row } from './figure.ts';
import { resultsPage, table } from './report.ts';

const row: Row = {
  figure: 'a grant',
  ours: '70 ms',
  baseline: '100 ms',
  checks: [
    { unit: '× baseline', value: 0.7, limit: 0.72 },
    { unit: 'lost', value: 0, limit: 0 },
  ],
  note: 'how it was taken.',
};

test('a line is met only when every check is', () => {
  expect(table([row])).toMatch(/\| a grant .*0\.70 × baseline, 0\.00 lost .*\| met +\|$/);
  const [first] = row.checks;
  const slower = {
    ...row,
    checks: [first, { unit: 'lost', value: 1, limit: 0 }].filter((one) => one !== undefined),
  };
  expect(table([slower])).toMatch(/\| MISSED +\|$/);
});

test('what could not be measured is a miss', () => {
  expect(table([{ ...row, checks: [] }])).toMatch(/MISSED/);
});

test('a measured value that is no number is a miss', () => {
  expect(table([{ ...row, checks: [{ unit: 'ms', value: Number.NaN, limit: 5 }] }])).toMatch(/MISSED/);
});

test('the page holds the machine, the table and the notes', () => {
  const page = resultsPage({ lines: ['2 cores'] }, [row]);
  expect(page).toContain('- 2 cores');
  expect(page).toContain(table([row]));
  expect(page).toContain('- **a grant**: how it was taken.');
});
