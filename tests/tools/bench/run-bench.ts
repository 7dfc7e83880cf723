/**
 * `npx -y pnpm bench [--write] [--only <figure>]… [--effort 0.3] [--patience 10]`: measures what a user waits for and
 * prints each figure beside its baseline and floor. `--write` renews RESULTS.md, `--effort` scales the rounds, `--patience`
 * is how many minutes one figure may take. Exits with 1 when a figure misses its target.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { figures } from './figures/all.ts';
import type { Figure, Row } from './harness/figure.ts';
import { describeMachine } from './harness/machine.ts';
import { isMet, resultsPage, table } from './harness/report.ts';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    effort: { type: 'string', default: '1' },
    patience: { type: 'string', default: '10' },
  },
});
const effort = Number(values.effort);
const patience = Number(values.patience);
const chosen = figures.filter(({ name }) => values.only === undefined || values.only.includes(name));
const unknown = (values.only ?? []).filter((name) => figures.every((figure) => figure.name !== name));
if (unknown.length > 0 || !(effort > 0) || !(patience > 0)) {
  console.error(
    `Figures: ${figures.map(({ name }) => name).join(', ')}. --effort and --patience take numbers above 0.`,
  );
  process.exit(2);
}
if (values.write && values.only !== undefined) {
  console.error('--write renews the whole page: leave --only out.');
  process.exit(2);
}

const machine = describeMachine();
/** A figure that cannot be taken is a line of the table too, so that it is not missed. */
async function measure(figure: Figure): Promise<readonly Row[]> {
  const done = new AbortController();
  const late = setTimeout(patience * 60_000, undefined, { signal: done.signal }).then(() => {
    throw new Error(`not done after ${patience} minutes`);
  });
  try {
    return await Promise.race([figure.measure({ effort }), late]);
  } catch (error) {
    console.error(error);
    const [reason] = String(error).split('\n');
    return [{ figure: figure.name, ours: 'not measured', checks: [], note: `not measured: ${reason}` }];
  } finally {
    late.catch(() => undefined);
    done.abort();
  }
}

const rows: Row[] = [];
for (const figure of chosen) {
  console.error(`measuring ${figure.name} …`);
  const measured = await measure(figure);
  rows.push(...measured);
  console.log(`\n${table(measured)}\n`);
}
if (values.only === undefined) console.log(`${machine.lines.join('\n')}\n\n${table(rows)}`);
if (values.write) writeFileSync(join(import.meta.dirname, 'RESULTS.md'), resultsPage(machine, rows));
const missed = rows.filter((row) => !isMet(row));
if (missed.length > 0) {
  console.error(`Missed: ${missed.map(({ figure }) => figure).join('; ')}`);
  process.exitCode = 1;
}
// A figure that was given up may still hold processes and timers.
process.exit();
