import { type Figure, type Row, rounds } from '../harness/figure.ts';
import { interleave } from '../harness/interleave.ts';
import { pairedRatio, timed } from '../harness/sample.ts';
import { spread } from '../harness/text.ts';
import { bundleContestant } from '../lambda/bundle-contestant.ts';
import { startFunction } from '../lambda/function-process.ts';
import { startGenkanGrants, startStraightGrants } from '../lambda/grants.ts';
import { bundleFor, startTeam } from '../lambda/team.ts';

const cases = [
  { iam: 30, s3: 10, limit: 0.72 },
  { iam: 150, s3: 20, limit: 0.6 },
] as const;

/** One request and no other, in a warm function. */
export const grantWarm: Figure = {
  name: 'grant-warm',
  async measure(options) {
    const rows: Row[] = [];
    for (const { iam, s3, limit } of cases) {
      const ours = await startGenkanGrants({ iam, s3 });
      const straight = await startStraightGrants({ iam, s3 });
      const floorTeam = await startTeam({ iam, s3 });
      const floor = await startFunction(bundleFor(floorTeam, bundleContestant('one-call')));
      try {
        const samples = await interleave(rounds(options, 25), {
          ours: () => ours.grant(),
          straight: () => straight.grant(),
          floor: () => timed(() => floor.invoke({})),
        });
        rows.push({
          figure: `lone grant, warm, IAM ${iam} ms, S3 ${s3} ms`,
          ours: spread(samples.ours, 'ms'),
          baseline: `list, get, delete, create: ${spread(samples.straight, 'ms')}`,
          floor: `one call: ${spread(samples.floor, 'ms')}`,
          checks: [{ unit: '× baseline', value: pairedRatio(samples.ours, samples.straight), limit }],
          note:
            'event handed to the function → its response, in a process that has handled an event before. A scheduled reconcile ' +
            'runs between two grants, as it does in life, so a version slot is free; the straight handler always finds five ' +
            'versions, as it leaves them. Ours also checks the key, keeps the lease, the lock and the audit trail.',
        });
      } finally {
        await Promise.all([ours.stop(), straight.stop(), floor.stop()]);
        await floorTeam.close();
      }
    }
    return rows;
  },
};
