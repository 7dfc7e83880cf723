import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAws } from '../sandbox/aws/sandbox.ts';
import { connect } from './case-context.ts';
import { CONTRACT } from './cases.ts';
import type { ContractCase } from './contract-case.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';
import { findMotoServer, startMoto } from './moto-server.ts';
import type { RunningTarget, Target } from './target.ts';

const STARTUP_MS = 60_000;
const CASE_MS = 60_000;

const motoServer = await findMotoServer();
const targets: Target[] = [{ name: 'sandbox', start: () => startAws() }];
if (motoServer === undefined)
  console.info('moto_server is not on this machine: the contract is checked on our sandbox only.');
else targets.push({ name: 'moto', start: () => startMoto(motoServer) });

describe.each(targets)('what S3 and IAM must do: $name', ({ name, start }) => {
  let target: RunningTarget;
  let context: ReturnType<typeof connect>;

  beforeAll(async () => {
    target = await start();
    context = connect(target.endpoint);
  }, STARTUP_MS);

  afterAll(async () => {
    context.destroy();
    await target.close();
  });

  describe.each(Object.entries(CONTRACT))('%s', (_, cases) => {
    for (const one of cases) {
      const difference = KNOWN_DIFFERENCES[name].find((known) => known.case === one.name);
      if (difference === undefined) {
        test(one.name, () => one.run(context), CASE_MS);
      } else {
        test(
          `${one.name} (known to differ: ${difference.reason})`,
          async () => {
            expect(await failureOf(one, context)).toMatch(difference.symptom);
          },
          CASE_MS,
        );
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

/** What a case's failure says. */
async function failureOf(one: ContractCase, context: ReturnType<typeof connect>): Promise<string> {
  try {
    await one.run(context);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'It does what AWS does now: take it out of the known differences.';
}
