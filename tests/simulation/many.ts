import { Worker } from 'node:worker_threads';
import type { Replacement } from './mutation.ts';
import type { Outcome } from './simulate.ts';

/** What a thread reports of one seed; the story only of a failing one. */
export type Report = Omit<Outcome, 'story'> & { readonly story: string };

export interface Range {
  readonly first: number;
  readonly count: number;
  readonly threads: number;
  /** End each thread at its first failing seed. */
  readonly stopAtFailure?: boolean;
  /** Run a deliberately broken copy of the product instead. */
  readonly mutation?: Replacement;
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
  await Promise.all(Array.from({ length: range.threads }, (_, thread) => runThread(range, thread, take)));
  failures.sort((a, b) => a.seed - b.seed);
  return { ...sum, failures };
}

function runThread(range: Range, thread: number, take: (report: Report) => void): Promise<void> {
  const { first, count, threads, stopAtFailure = false, mutation } = range;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { first: first + thread, count: count - thread, stride: threads, stopAtFailure, mutation },
    // The product is loaded as it stands, without a bundler or a test runner in between.
    execArgv:
      mutation === undefined ? [] : ['--import', new URL('./mutation-loader.ts', import.meta.url).href],
  });
  worker.on('message', take);
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`A thread ended with ${code}.`)),
    );
  });
}
