import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTRACT } from './cases.ts';
import type { CaseContext, ContractCase, OpenTarget } from './contract-case.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';
import { contractTargets } from './targets.ts';

const targets = await contractTargets();

describe.each(targets)('what S3 and IAM must do: $name', ({ name, options, open }) => {
  let target: OpenTarget;

  beforeAll(async () => {
    target = await open();
  }, options.timeout);

  afterAll(() => target?.close(), options.timeout);

  describe.each(Object.entries(CONTRACT))('%s', (_, cases) => {
    for (const one of cases) {
      const difference = KNOWN_DIFFERENCES[name].find((known) => known.case === one.name);
      if (difference === undefined) {
        test(one.name, options, () => one.run(target.context));
      } else {
        test(`${one.name} (known to differ: ${difference.reason})`, options, async () => {
          expect(await failureOf(one, target.context)).toMatch(difference.symptom);
        });
      }
    }
  });
});

test('every known difference is about a case that exists, and names are unique', () => {
  const names = Object.values(CONTRACT).flatMap((cases) => cases.map((one) => one.name));
  expect(new Set(names).size).toBe(names.length);
  const known = Object.values(KNOWN_DIFFERENCES).flatMap((differences) => differences.map((one) => one.case));
  expect(known.filter((one) => !names.includes(one))).toEqual([]);
});

/** The message of a case's failure. */
async function failureOf(one: ContractCase, context: CaseContext): Promise<string> {
  try {
    await one.run(context);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'It does what AWS does now: take it out of the known differences.';
}
