import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { count } from './count.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genkan-count-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function reportOf(content: unknown): Promise<string> {
  const file = join(directory, 'report.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const vitest = (passed: number, failed: number, pending = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
});
const playwright = (expected: number, unexpected = 0, flaky = 0, skipped = 0, errors: unknown[] = []) => ({
  stats: { expected, unexpected, flaky, skipped },
  errors,
});

describe('counting what ran', () => {
  test.each([
    ['a command that succeeds is one check', 'exit-code', 0, '', { passed: 1, failed: 0 }],
    ['a command that fails is one failure', 'exit-code', 3, '', { passed: 0, failed: 1 }],
    ['vitest passes', 'vitest', 0, vitest(12, 0), { passed: 12, failed: 0 }],
    ['vitest failures', 'vitest', 1, vitest(12, 2), { passed: 12, failed: 2 }],
    ['a skipped test is a failure', 'vitest', 0, vitest(12, 0, 1), { passed: 12, failed: 1 }],
    [
      'a failing exit with no failed test is a failure',
      'vitest',
      1,
      vitest(12, 0),
      { passed: 12, failed: 1 },
    ],
    ['no test at all is a failure', 'vitest', 0, vitest(0, 0), { passed: 0, failed: 1 }],
    ['a report that is not JSON is a failure', 'vitest', 0, 'oops', { passed: 0, failed: 1 }],
    ['a report of another shape is a failure', 'vitest', 0, { fine: true }, { passed: 0, failed: 1 }],
    ['playwright passes', 'playwright', 0, playwright(7), { passed: 7, failed: 0 }],
    ['flaky and skipped are failures', 'playwright', 0, playwright(7, 0, 1, 1), { passed: 7, failed: 2 }],
    [
      'an error outside a test is a failure',
      'playwright',
      1,
      playwright(7, 0, 0, 0, [{}]),
      { passed: 7, failed: 1 },
    ],
  ] as const)('%s', async (_name, counting, exitCode, report, expected) => {
    expect(await count(counting, exitCode, await reportOf(report))).toEqual(expected);
  });

  test('a report that was never written is a failure', async () => {
    expect(await count('playwright', 0, join(directory, 'absent.json'))).toEqual({ passed: 0, failed: 1 });
  });
});
