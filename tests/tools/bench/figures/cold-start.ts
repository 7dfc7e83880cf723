import { type Figure, rounds } from '../harness/figure.ts';
import { interleave } from '../harness/interleave.ts';
import { pairedRatio } from '../harness/sample.ts';
import { spread } from '../harness/text.ts';
import { bundleContestant } from '../lambda/bundle-contestant.ts';
import { httpEvent } from '../lambda/event.ts';
import { bundleFor, genkanBundle, startTeam } from '../lambda/team.ts';
import { timeFirstResponse } from '../lambda/time-first-response.ts';

/** How long a cold function takes to return the member and the network status. */
export const coldStart: Figure = {
  name: 'cold-start',
  async measure(options) {
    const team = await startTeam();
    try {
      const event = httpEvent({ method: 'GET', path: '/v1/me', key: team.key, sourceIp: '203.0.113.7' });
      const ours = bundleFor(team, await genkanBundle(), 'index.http');
      const plain = bundleFor(team, bundleContestant('plain-hono'));
      const empty = bundleFor(team, bundleContestant('empty-handler'));
      const samples = await interleave(rounds(options, 25), {
        ours: () => timeFirstResponse(ours, event),
        plain: () => timeFirstResponse(plain, event),
        empty: () => timeFirstResponse(empty, event),
      });
      return [
        {
          figure: 'cold start: process spawn → first response of GET /v1/me',
          ours: spread(samples.ours, 'ms'),
          baseline: `Hono and both SDK clients as esbuild bundles them: ${spread(samples.plain, 'ms')}`,
          floor: `node with an empty handler: ${spread(samples.empty, 'ms')}`,
          checks: [
            { unit: '× floor', value: pairedRatio(samples.ours, samples.empty), limit: 3 },
            { unit: '× baseline', value: pairedRatio(samples.ours, samples.plain), limit: 0.8 },
          ],
          note: 'the same bootstrap drives all three through the Lambda runtime API; S3 and IAM respond at once.',
        },
      ];
    } finally {
      await team.close();
    }
  },
};
