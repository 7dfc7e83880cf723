import { Agent, request } from 'node:http';
import { type Figure, rounds } from '../harness/figure.ts';
import { median, quantile } from '../harness/sample.ts';
import { number, spread } from '../harness/text.ts';
import { type ServerProcess, startServer } from '../lambda/server-process.ts';
import { addMembers, startTeam } from '../lambda/team.ts';

/** The rate limiter allows a member 60 requests at once, so the requests of one pass are spread over many members. */
const PER_MEMBER = 40;
/** Rounds before the measurement, until V8 has compiled the frequent code. */
const WARM_UP = 3;
const ONE_BY_ONE = 400;
const AT_ONCE = 16;
const TOGETHER = 600;
/** Four requests of a round decide its p99, so one round is not enough. */
const ROUNDS = 20;

interface Pass {
  readonly durations: readonly number[];
  readonly perSecond: number;
}

/** Sends `count` requests, `atOnce` at a time, over kept connections. @throws when a status is not 200 */
async function sendRequests(
  origin: string,
  path: string,
  count: number,
  atOnce: number,
  keys: readonly string[] = [],
): Promise<Pass> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const durations: number[] = [];
  let left = count;
  const start = performance.now();
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const sent = performance.now();
      const key = keys[left % keys.length];
      const headers = {
        'x-forwarded-for': '203.0.113.7',
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
      };
      const outgoing = request(`${origin}${path}`, { agent, headers }, (response) => {
        response.resume();
        response.on('end', () => {
          durations.push(performance.now() - sent);
          if (response.statusCode === 200) resolve();
          else reject(new Error(`${path} returned ${response.statusCode}`));
        });
      });
      outgoing.on('error', reject);
      outgoing.end();
    });
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        await one();
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return { durations, perSecond: count / seconds };
}

/** The sums of each two neighbours. */
function inPairs(durations: readonly number[]): readonly number[] {
  return durations.flatMap((duration, index) =>
    index % 2 === 1 ? [duration + (durations[index - 1] ?? Number.NaN)] : [],
  );
}

/** The four passes of one round. */
interface Round {
  readonly alone: Pass;
  readonly healthAlone: Pass;
  readonly together: Pass;
  readonly healthTogether: Pass;
}

/** One value of each round. */
class Samples {
  readonly p50: number[] = [];
  readonly p99: number[] = [];
  readonly tail: number[] = [];
  readonly health: number[] = [];
  readonly pairP50: number[] = [];
  readonly pairP99: number[] = [];
  readonly mineRate: number[] = [];
  readonly healthRate: number[] = [];

  add({ alone, healthAlone, together, healthTogether }: Round): void {
    this.p50.push(median(alone.durations));
    this.p99.push(quantile(alone.durations, 0.99));
    this.tail.push(quantile(alone.durations, 0.99) / median(alone.durations));
    this.health.push(median(healthAlone.durations));
    const pairs = inPairs(healthAlone.durations);
    this.pairP50.push(median(pairs));
    this.pairP99.push(quantile(pairs, 0.99));
    this.mineRate.push(together.perSecond);
    this.healthRate.push(healthTogether.perSecond);
  }
}

/** The request that the popup and the prompt send most often. */
export const me: Figure = {
  name: 'me',
  async measure(options) {
    const count = rounds(options, ROUNDS);
    const team = await startTeam();
    const keys = [...(await addMembers(team, ((count + WARM_UP) * (ONE_BY_ONE + TOGETHER)) / PER_MEMBER))];
    const server = await startServer(team, 'all');
    const oneCore = await startServer(team, 'one');
    /** Members without recent requests, whose records are cached after one request each. */
    const warmMembers = async ({ origin }: ServerProcess, requests: number) => {
      const members = keys.splice(0, requests / PER_MEMBER);
      await sendRequests(origin, '/v1/me', members.length, 1, members);
      return members;
    };
    try {
      const samples = new Samples();
      for (let round = -WARM_UP; round < count; round += 1) {
        const alone = await sendRequests(
          server.origin,
          '/v1/me',
          ONE_BY_ONE,
          1,
          await warmMembers(server, ONE_BY_ONE),
        );
        const healthAlone = await sendRequests(server.origin, '/healthz', ONE_BY_ONE, 1);
        const members = await warmMembers(oneCore, TOGETHER);
        const together = await sendRequests(oneCore.origin, '/v1/me', TOGETHER, AT_ONCE, members);
        const healthTogether = await sendRequests(oneCore.origin, '/healthz', TOGETHER, AT_ONCE);
        if (round < 0) continue;
        samples.add({ alone, healthAlone, together, healthTogether });
      }
      return [
        {
          figure: 'GET /v1/me, warm: p50 and p99; requests per second on one core',
          ours: `p50 ${spread(samples.p50, 'ms')}, p99 ${spread(samples.p99, 'ms')}; ${number(median(samples.mineRate))}/s`,
          baseline: `GET /healthz: p50 ${spread(samples.health, 'ms')}; ${number(median(samples.healthRate))}/s`,
          floor: `two GET /healthz in a row: p50 ${spread(samples.pairP50, 'ms')}, p99 ${spread(samples.pairP99, 'ms')}`,
          checks: [{ unit: '× p50', value: median(samples.tail), limit: 3 }],
          note:
            `the Node server over kept connections, ${ONE_BY_ONE} questions one by one and ${TOGETHER} by ${AT_ONCE} at a time per round ` +
            `(to a second server${oneCore.pinned ? ', pinned to one core' : ''}), by members whose records are in memory. Each request reads the leases and the applied state from S3 anew; AWS responds at once, from ` +
            'the measuring process.',
        },
      ];
    } finally {
      await Promise.all([server.stop(), oneCore.stop()]);
      await team.close();
    }
  },
};
