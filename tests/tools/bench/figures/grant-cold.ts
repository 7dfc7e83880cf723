import { type Figure, rounds } from '../harness/figure.ts';
import { interleave } from '../harness/interleave.ts';
import { pairedRatio } from '../harness/sample.ts';
import { spread } from '../harness/text.ts';
import { bundleContestant } from '../lambda/bundle-contestant.ts';
import { startGenkanGrants, startStraightGrants } from '../lambda/grants.ts';
import { bundleFor, startTeam } from '../lambda/team.ts';
import { timeFirstResponse } from '../lambda/time-first-response.ts';

const LATENCY = { iam: 150, s3: 20 };

/** The first click of the day: no process is there yet. */
export const grantCold: Figure = {
  name: 'grant-cold',
  async measure(options) {
    const ours = await startGenkanGrants(LATENCY);
    const straight = await startStraightGrants(LATENCY);
    const floorTeam = await startTeam(LATENCY);
    const floor = bundleFor(floorTeam, bundleContestant('one-call'));
    try {
      const samples = await interleave(rounds(options, 15), {
        ours: () => ours.grantCold(),
        straight: () => straight.grantCold(),
        floor: () => timeFirstResponse(floor, {}),
      });
      return [
        {
          figure: `lone grant, cold process, IAM ${LATENCY.iam} ms, S3 ${LATENCY.s3} ms`,
          ours: spread(samples.ours, 'ms'),
          baseline: `list, get, delete, create: ${spread(samples.straight, 'ms')}`,
          floor: `node and one call: ${spread(samples.floor, 'ms')}`,
          checks: [{ unit: '× baseline', value: pairedRatio(samples.ours, samples.straight), limit: 0.85 }],
          note: 'process spawn → response, bundle loading included; slots and versions as in the warm lines.',
        },
      ];
    } finally {
      await Promise.all([ours.stop(), straight.stop(), floorTeam.close()]);
    }
  },
};
