import { Worker } from 'node:worker_threads';
import type { Edit } from './mutation.ts';
import type { Outcome } from './simulate.ts';

/** What a thread reports of one seed; the transcript only of a failing one. */
export type Report = Omit<Outcome, 'transcript'> & { readonly transcript: string };

export interface Range {
  readonly first: number;
  readonly count: number;
  readonly threads: number;
  /** End all threads at the first failing seed. */
  readonly stopAtFailure?: boolean;
  /** Run a deliberately broken copy of the product instead. */
  readonly mutation?: readonly Edit[];
  readonly onReport?: (report: Report) => void;
}

export interface Summary {
  readonly seeds: number;
  readonly operations: number;
  readonly versions: number;
  readonly acknowledged: number;
  readonly failures: readonly Report[];
}

/** Runs many seeds, spread over threads. @throws what a thread could not cope with, for example a mutation that fits nowhere. */
export async function simulateMany(range: Range): Promise<Summary> {
  const failures: Report[] = [];
  const sum = { seeds: 0, operations: 0, versions: 0, acknowledged: 0 };
  const take = (report: Report) => {
    sum.seeds += 1;
    sum.operations += report.counts.operations;
    sum.versions += report.counts.versions;
    sum.acknowledged += report.counts.acknowledged;
    if (report.violations.length > 0) failures.push(report);
    range.onReport?.(report);
  };
  const stop = new AbortController();
  const report = (one: Report) => {
    take(one);
    if (range.stopAtFailure && one.violations.length > 0) stop.abort();
  };
  await Promise.all(
    Array.from({ length: range.threads }, (_, thread) => runThread(range, thread, report, stop.signal)),
  );
  failures.sort((a, b) => a.seed - b.seed);
  return { ...sum, failures };
}

function runThread(
  range: Range,
  thread: number,
  take: (report: Report) => void,
  stop: AbortSignal,
): Promise<void> {
  const { first, count, threads, mutation } = range;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { first: first + thread, count: count - thread, stride: threads, mutation },
    // The product is loaded as it stands, without a bundler or a test runner in between.
    execArgv:
      mutation === undefined ? [] : ['--import', new URL('./mutation-loader.ts', import.meta.url).href],
  });
  worker.on('message', take);
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    stop.addEventListener('abort', () => void worker.terminate());
    worker.once('exit', (code) => {
      if (code === 0 || stop.aborted) resolve();
      else reject(new Error(`A thread ended with ${code}.`));
    });
  });
}
