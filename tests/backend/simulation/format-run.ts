import type { Violation } from './oracle/violation.ts';

/** A failing seed as a person reads it: the whole timeline, then the broken promises, then how to see it again. */
export function formatRun(run: {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly transcript: string;
}): string {
  const broken = run.violations.map(
    ({ promise, time, text }) => `${new Date(time).toISOString().slice(11, 23)}  ${promise}: ${text}`,
  );
  const verdict = broken.length === 0 ? ['every promise was kept'] : broken;
  return [`seed ${run.seed}`, run.transcript, ...verdict, `replay: pnpm simulate --seed ${run.seed}`].join(
    '\n',
  );
}
