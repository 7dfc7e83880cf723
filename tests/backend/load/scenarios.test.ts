import { afterAll, beforeAll, describe, test } from 'vitest';
import type { OpenTarget } from '../../contract/contract-case.ts';
import { contractTargets } from '../../contract/targets.ts';
import { deployTo } from './cloud.ts';
import { SCENARIOS } from './scenarios.ts';

const targets = await contractTargets();

describe.each(targets)('the backend on $name', ({ options, open }) => {
  let target: OpenTarget;

  beforeAll(async () => {
    target = await open();
  }, options.timeout);

  afterAll(() => target?.close(), options.timeout);

  for (const { name, run } of SCENARIOS) test(name, options, async () => run(await deployTo(target)));
});
