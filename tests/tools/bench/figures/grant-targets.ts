import { type Figure, rounds } from '../harness/figure.ts';
import { interleave } from '../harness/interleave.ts';
import { pairedRatio } from '../harness/sample.ts';
import { spread } from '../harness/text.ts';
import { startGenkanGrants } from '../lambda/grants.ts';

const LATENCY = { iam: 150, s3: 20 };
const TARGETS = 5;
const LIMIT = 1.35;

/** A click that opens five accounts, beside one that opens one. */
export const grantTargets: Figure = {
  name: 'grant-targets',
  async measure(options) {
    const several = await startGenkanGrants(LATENCY, TARGETS - 1);
    const one = await startGenkanGrants(LATENCY);
    try {
      const samples = await interleave(rounds(options, 25), {
        several: () => several.grant(),
        one: () => one.grant(),
      });
      return [
        {
          figure: `lone grant in ${TARGETS} targets, warm, IAM ${LATENCY.iam} ms, S3 ${LATENCY.s3} ms`,
          ours: spread(samples.several, 'ms'),
          baseline: `in one target: ${spread(samples.one, 'ms')}`,
          checks: [{ unit: '× baseline', value: pairedRatio(samples.several, samples.one), limit: LIMIT }],
          note: 'event handed to the function → its response. Each target has its own lock, listing, version and applied state; the calls run side by side in one process.',
        },
      ];
    } finally {
      await Promise.all([several.stop(), one.stop()]);
    }
  },
};
