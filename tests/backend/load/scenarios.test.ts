import { afterAll, beforeAll, describe, test } from 'vitest';
import { findMotoServer, startMoto } from '../../contract/moto-server.ts';
import type { RunningTarget, Target } from '../../contract/target.ts';
import { startAws } from '../../sandbox/aws/sandbox.ts';
import { deployTo } from './cloud.ts';
import { SCENARIOS } from './scenarios.ts';

const motoServer = await findMotoServer();
const targets: Target[] = [{ name: 'sandbox', start: () => startAws() }];
// An IAM and S3 that nobody here wrote: a second opinion where the machine has it.
if (motoServer !== undefined) targets.push({ name: 'moto', start: () => startMoto(motoServer) });

describe.each(targets)('the backend on $name', ({ start }) => {
  let target: RunningTarget;

  beforeAll(async () => {
    target = await start();
  }, 60_000);

  afterAll(() => target.close());

  for (const [index, { name, run }] of SCENARIOS.entries()) {
    test(name, { timeout: 60_000 }, async () => run(await deployTo(target.endpoint, `scenario-${index}`)));
  }
});
