/**
 * `npx -y pnpm bench [--write] [--only <figure>]… [--effort 0.3]`: measures what a user waits for and prints each
 * figure beside its baseline and floor. `--write` renews RESULTS.md. Exits with 1 when a figure misses its target.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figures } from './figures/all.ts';
import type { Row } from './harness/figure.ts';
import { describeMachine } from './harness/machine.ts';
import { met, resultsPage, table } from './harness/report.ts';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    effort: { type: 'string', default: '1' },
  },
});
const effort = Number(values.effort);
const chosen = figures.filter(({ name }) => values.only === undefined || values.only.includes(name));
const unknown = (values.only ?? []).filter((name) => figures.every((figure) => figure.name !== name));
if (unknown.length > 0 || !(effort > 0)) {
  console.error(`Figures: ${figures.map(({ name }) => name).join(', ')}. --effort takes a number above 0.`);
  process.exit(2);
}
if (values.write && values.only !== undefined) {
  console.error('--write renews the whole page: leave --only out.');
  process.exit(2);
}

const machine = describeMachine();
const rows: Row[] = [];
for (const figure of chosen) {
  console.error(`measuring ${figure.name} …`);
  const measured = await figure.measure({ effort });
  rows.push(...measured);
  console.log(`\n${table(measured)}\n`);
}
if (values.only === undefined) console.log(`${machine.lines.join('\n')}\n\n${table(rows)}`);
if (values.write) writeFileSync(join(import.meta.dirname, 'RESULTS.md'), resultsPage(machine, rows));
const missed = rows.filter((row) => !row.checks.every(met));
if (missed.length > 0) {
  console.error(`Missed: ${missed.map(({ figure }) => figure).join('; ')}`);
  process.exitCode = 1;
}
