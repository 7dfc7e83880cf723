import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalCidr, policyFacts } from '../simulation/policy-facts.ts';
import { addressOf, pressWithin, quantile } from './crowd.ts';
import { type Deployment, startDeployment } from './team.ts';

const PEOPLE = 300;
const PROCESSES = 20;
/** What a policy's history may grow by for all of them together. */
const MOST_VERSIONS = 12;

let deployment: Deployment;
const keys: string[] = [];

beforeAll(async () => {
  deployment = await startDeployment();
  const people = Array.from({ length: PEOPLE }, (_, person) => `m${person}`);
  for (let start = 0; start < PEOPLE; start += 30) {
    keys.push(...(await Promise.all(people.slice(start, start + 30).map((id) => deployment.join(id)))));
  }
}, 60_000);

afterAll(() => deployment.aws.close());

test(`${PEOPLE} members send requests within one second and none is lost`, { timeout: 180_000 }, async ({
  annotate,
}) => {
  const { aws } = deployment;
  aws.log.clear();
  aws.faults.setLatency('iam', 80);
  aws.faults.setLatency('s3', 15);
  aws.faults.throttleWrites('iam', { perSecond: 5 });
  const processes = Array.from({ length: PROCESSES }, () => deployment.startProcess());

  const presses = await pressWithin(PEOPLE, 1000, async (person) => {
    const process = processes[person % PROCESSES];
    const key = keys[person];
    if (process === undefined || key === undefined) throw new RangeError('A member has no process.');
    for (;;) {
      const response = await process.request({
        method: 'POST',
        path: '/v1/leases',
        from: addressOf(person),
        key,
      });
      await response.text();
      // On a busy machine a response may ask for a repetition, and the request is repeated, as the button does it.
      if (response.status !== 503) return response.status;
      await new Promise((resolve) => setTimeout(resolve, Number(response.headers.get('retry-after')) * 1000));
    }
  });

  const live = policyFacts(deployment.live().document);
  const acknowledged = presses.filter(({ status }) => status === 200 || status === 201);
  const lost = acknowledged.filter(
    ({ address }) => live?.anywhere.has(canonicalCidr(`${address}/32`)) !== true,
  );
  expect(lost).toEqual([]);
  expect(acknowledged).toHaveLength(PEOPLE);
  const created = aws.log
    .requests({ service: 'iam', operation: 'CreatePolicyVersion' })
    .filter(({ status }) => status === 200);
  expect(created.length).toBeLessThanOrEqual(MOST_VERSIONS);
  const p99 = Math.round(
    quantile(
      presses.map(({ waited }) => waited),
      0.99,
    ),
  );
  await annotate(`${created.length} versions, p99 ${p99} ms`);
});
