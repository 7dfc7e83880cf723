import * as v from 'valibot';
import type { Figure } from '../harness/figure.ts';
import { COMPILERS_OFF } from '../harness/heap.ts';
import { number } from '../harness/text.ts';
import { httpEvent } from '../lambda/event.ts';
import { startFunction } from '../lambda/function-process.ts';
import { FunctionFailedError } from '../lambda/runtime-api.ts';
import { addMembers, bundleFor, genkanBundle, startTeam } from '../lambda/team.ts';

const GRANTS = 1000;
const FIRST = 100;
/** One member may send 60 requests at once. */
const PER_MEMBER = 40;
/** Of one member, so that soon as many leases begin as end, and the policy keeps its size. */
const LEASES = '2';
/** What 900 grants may leave behind: a tenth of a kilobyte each would be growth. */
const LIMIT_KB = 90;

const memorySchema = v.pipe(v.string(), v.parseJson(), v.object({ heapUsed: v.number() }));
const responseSchema = v.object({ statusCode: v.number(), body: v.string() });

/** Whether the memory of a long-running function grows. */
export const memoryLambda: Figure = {
  name: 'memory-lambda',
  async measure() {
    const team = await startTeam();
    const keys = await addMembers(team, Math.ceil(GRANTS / PER_MEMBER));
    const bundle = bundleFor(team, await genkanBundle(), 'index.http');
    const environment = { ...bundle.environment, GENKAN_MAX_LEASES: LEASES };
    const warm = await startFunction({ ...bundle, environment }, ['--expose-gc', ...COMPILERS_OFF]);
    const heap: number[] = [];
    try {
      for (let grant = 0; grant < GRANTS; grant += 1) {
        const sourceIp = `5.1.${Math.floor(grant / 200)}.${grant % 200}`;
        const key = keys[grant % keys.length] ?? '';
        const response = v.parse(
          responseSchema,
          await warm.invoke(httpEvent({ method: 'POST', path: '/v1/leases', key, sourceIp, body: '{}' })),
        );
        if (response.statusCode !== 201) throw new FunctionFailedError(`Grant ${grant}: ${response.body}`);
        heap.push(v.parse(memorySchema, warm.memory()).heapUsed);
      }
    } finally {
      await warm.stop();
      await team.close();
    }
    // The least of the last twenty: what a collection could not yet take is no growth.
    const around = (count: number) => Math.min(...heap.slice(count - 20, count)) / 1000;
    const growth = around(GRANTS) - around(FIRST);
    return [
      {
        figure: `memory of the Lambda function, ${FIRST}th → ${GRANTS.toLocaleString('en')}th grant`,
        ours: `${number(around(FIRST))} kB → ${number(around(GRANTS))} kB`,
        checks: [{ unit: 'kB growth', value: growth, limit: LIMIT_KB }],
        note: `used heap after a full collection, least of twenty, V8's compilers off; each grant another address, 25 members with ${LEASES} leases each.`,
      },
    ];
  },
};
