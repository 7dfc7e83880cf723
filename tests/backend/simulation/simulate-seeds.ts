/**
 * `pnpm simulate --seeds 1000000`: that many runs, seed 1 and on (or from `--from`).
 * `pnpm simulate --seed 4711`: one run, with its transcript.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { formatRun } from './format-run.ts';
import { simulateMany } from './many.ts';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    threads: { type: 'string', default: String(availableParallelism()) },
  },
});

if (values.seed !== undefined) {
  const { seed, violations, transcript } = await simulate(Number(values.seed));
  console.log(formatRun({ seed, violations, transcript: transcript() }));
  process.exitCode = violations.length > 0 ? 1 : 0;
} else {
  const count = Number(values.seeds);
  const started = Date.now();
  let done = 0;
  const summary = await simulateMany({
    first: Number(values.from),
    count,
    threads: Number(values.threads),
    stopAtFailure: false,
    onReport: (report) => {
      done += 1;
      if (report.violations.length > 0) console.log(formatRun(report));
      if (done % 5000 === 0) {
        console.log(`${done} of ${count} seeds, ${Math.round((Date.now() - started) / 1000)} s`);
      }
    },
  });
  const { seeds, operations, acknowledged, versions, failures } = summary;
  console.log(
    `${seeds} seeds, ${operations} operations, ${acknowledged} acknowledged, ${versions} policy versions, ` +
      `${failures.length} seeds with a broken promise, ${Math.round((Date.now() - started) / 1000)} s`,
  );
  process.exitCode = failures.length > 0 ? 1 : 0;
}
