import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Counting } from './steps.ts';

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

const vitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
});

const playwrightReport = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
  errors: v.array(v.unknown()),
});

/**
 * Turns a finished step into numbers.
 *
 * A report that is missing, unreadable, empty or at odds with the exit code counts as one failure: a run that tested
 * nothing must never look like a success. Skipped and flaky tests are failures here, for the same reason.
 *
 * @param exitCode the child's exit code
 * @param reportFile where the test runner was told to write its JSON report
 */
export async function count(counting: Counting, exitCode: number, reportFile: string): Promise<Count> {
  if (counting === 'exit-code') return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const text = await readFile(reportFile, 'utf8').catch(() => '');
  const counted = parse(counting, text);
  if (counted === undefined) return { passed: 0, failed: 1 };
  const ranNothing = counted.passed + counted.failed === 0;
  const failedSilently = counted.failed === 0 && exitCode !== 0;
  return ranNothing || failedSilently ? { passed: counted.passed, failed: counted.failed + 1 } : counted;
}

function parse(counting: 'vitest' | 'playwright', text: string): Count | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (counting === 'vitest') {
    const report = v.safeParse(vitestReport, json);
    if (!report.success) return undefined;
    const { numPassedTests, numFailedTests, numPendingTests } = report.output;
    return { passed: numPassedTests, failed: numFailedTests + numPendingTests };
  }
  const report = v.safeParse(playwrightReport, json);
  if (!report.success) return undefined;
  const { expected, unexpected, flaky, skipped } = report.output.stats;
  return { passed: expected, failed: unexpected + flaky + skipped + report.output.errors.length };
}
