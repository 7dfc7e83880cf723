import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ACCOUNT_VARIABLE, readAccount, settling, whileThrottled } from './account.ts';
import { readCommandLine } from './command-line.ts';
import { AccountError } from './find-account.ts';
import { readJournal, writeDown } from './journal.ts';

const named = (name: string) => Object.assign(new Error(name), { name });

describe('calls that IAM throttles', () => {
  test('are made again, ever later, until they pass', async () => {
    const pauses: number[] = [];
    let refusals = 3;
    const call = async () => {
      if (refusals-- > 0) throw named('Throttling');
      return 'done';
    };
    expect(await whileThrottled(call, async (milliseconds) => void pauses.push(milliseconds))).toBe('done');
    expect(pauses).toEqual([500, 1000, 2000]);
  });

  test('are given up after eight attempts', async () => {
    let attempts = 0;
    const call = async () => {
      attempts += 1;
      throw named('ThrottlingException');
    };
    await expect(whileThrottled(call, async () => undefined)).rejects.toThrow('ThrottlingException');
    expect(attempts).toBe(8);
  });

  test('are told from refusals for good, which a case wants to see at once', async () => {
    let attempts = 0;
    const call = async () => {
      attempts += 1;
      throw named('LimitExceededException');
    };
    await expect(whileThrottled(call, async () => undefined)).rejects.toThrow('LimitExceededException');
    expect(attempts).toBe(1);
  });
});

describe('the journal', () => {
  const file = () => join(mkdtempSync(join(tmpdir(), 'genkan-journal-')), 'names.jsonl');

  test('gives back what was written down, in order', () => {
    const journal = file();
    const made = [
      { kind: 'policy', name: 'genkan-test-a-1' },
      { kind: 'bucket', name: 'genkan-test-a-2' },
    ] as const;
    for (const one of made) writeDown(journal, one);
    expect(readJournal(journal)).toEqual(made);
  });

  test('survives a line that a crash cut off, and a run that wrote nothing', () => {
    const journal = file();
    expect(readJournal(journal)).toEqual([]);
    writeFileSync(journal, '{"kind":"policy","name":"genkan-test-a-1"}\n{"kind":"buc');
    expect(readJournal(journal)).toEqual([{ kind: 'policy', name: 'genkan-test-a-1' }]);
  });
});

test('a read of IAM waits until the last write has settled; a write waits for nothing', async () => {
  const time = { now: 1_000 };
  const settle = settling(5_000, {
    now: () => time.now,
    sleep: async (milliseconds) => {
      time.now += milliseconds;
    },
  });
  const at = (command: string) => settle(command, async () => time.now);
  expect(await at('ListPolicyVersionsCommand')).toBe(1_000);
  expect(await at('CreatePolicyCommand')).toBe(1_000);
  time.now += 2_000;
  expect(await at('CreatePolicyVersionCommand')).toBe(3_000);
  expect(await at('GetPolicyCommand')).toBe(8_000);
  expect(await at('GetPolicyVersionCommand')).toBe(8_000);
  const refused = settle('DeletePolicyCommand', () => Promise.reject(new Error('refused')));
  await expect(refused).rejects.toThrow('refused');
  expect(await at('GetPolicyCommand')).toBe(13_000);
});

test.each([
  ['--endpoint', 'nowhere'],
  ['--settle', 'long'],
  ['--clean-up', '../x'],
  ['--everything'],
  ['now'],
])('the command line refuses %s %s', (...args) => {
  expect(() => readCommandLine(args)).toThrow(AccountError);
});

test('the cases do not start by themselves', () => {
  expect(() => readAccount({})).toThrow();
  expect(() => readAccount({ [ACCOUNT_VARIABLE]: '{"runId":"a"}' })).toThrow();
});
