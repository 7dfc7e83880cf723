import type { Row } from './figure.ts';
import type { Machine } from './machine.ts';
import { number } from './text.ts';

const headings = ['figure', 'ours', 'baseline', 'floor', 'measured', 'must reach', 'verdict'] as const;

/** Whether a line was measured and every value is within its limit. */
export function isMet({ checks }: Row): boolean {
  return checks.length > 0 && checks.every(({ value, limit }) => value <= limit);
}

/** The table as Markdown, which also reads well in a terminal: columns are padded to their widest cell. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.figure,
    row.ours,
    row.baseline ?? '–',
    row.floor ?? '–',
    row.checks.map((check) => `${number(check.value)} ${check.unit}`).join(', '),
    row.checks.map((check) => `≤ ${number(check.limit)} ${check.unit}`).join(', '),
    isMet(row) ? 'met' : 'MISSED',
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

/** The page `RESULTS.md`: machine, table, notes. */
export function resultsPage(machine: Machine, rows: readonly Row[]): string {
  const notes = rows.filter((row) => row.note !== undefined).map((row) => `- **${row.figure}**: ${row.note}`);
  return `# Measured

Written by \`npx -y pnpm bench --write\`; nothing here is typed by hand. Every line holds its contestants side by side
in the same run: interleaved rounds, medians with the middle half in brackets, ratios as the median of each round's
ratio. Ratios are what counts: absolute times belong to the machine below.

${machine.lines.map((text) => `- ${text}`).join('\n')}

${table(rows)}

## How to read the lines

${notes.join('\n')}
`;
}
