import { jsonText } from '@genkan/backend/runtime/json-text';
import { runTask } from '@genkan/backend/tasks/run-task';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { canonicalCidr, policyFacts } from '../simulation/policy-facts.ts';
import { addressOf, pressWithin, quantile } from './crowd.ts';
import { type Deployment, startDeployment } from './team.ts';

const PEOPLE = 300;
const PROCESSES = 20;
/** What a policy's history may grow by for all of them together. */
const MOST_VERSIONS = 12;

const responseSchema = v.object({
  targets: v.optional(v.array(v.object({ id: v.string(), outcome: v.string() })), []),
});

async function addPeople(deployment: Deployment): Promise<readonly string[]> {
  const keys: string[] = [];
  const people = Array.from({ length: PEOPLE }, (_, person) => `m${person}`);
  for (let start = 0; start < PEOPLE; start += 30) {
    keys.push(...(await Promise.all(people.slice(start, start + 30).map((id) => deployment.join(id)))));
  }
  return keys;
}

test.for([
  { name: 'one target', targets: 1 },
  { name: 'five targets', targets: 5 },
])(
  `${PEOPLE} members send requests within one second and none is lost: $name`,
  { timeout: 240_000 },
  async ({ targets }, { annotate }) => {
    const deployment = await startDeployment(targets - 1);
    const { aws, policyArns } = deployment;
    onTestFinished(() => aws.close());
    const keys = await addPeople(deployment);
    /** `address target` of the responses that name a target as failed. */
    const failed = new Set<string>();
    aws.log.clear();
    aws.faults.setLatency('iam', 80);
    aws.faults.setLatency('s3', 15);
    // Each account has a quota of its own.
    aws.faults.throttleWrites('iam', { perSecond: 5 * targets });
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
        // On a busy machine a response may ask for a repetition, and the request is repeated, as the button does it.
        const body = v.safeParse(jsonText(responseSchema), await response.text());
        for (const target of body.success ? body.output.targets : []) {
          if (target.outcome === 'failed') failed.add(`${addressOf(person)} ${target.id}`);
        }
        if (response.status !== 503) return response.status;
        await new Promise((resolve) =>
          setTimeout(resolve, Number(response.headers.get('retry-after')) * 1000),
        );
      }
    });

    const acknowledged = presses.filter(({ status }) => status === 200 || status === 201);
    expect(acknowledged).toHaveLength(PEOPLE);
    const lostIn = (arn: string, id: string) => {
      const live = policyFacts(aws.iam.current.defaultVersion(arn).document);
      return acknowledged.filter(
        ({ address }) =>
          !failed.has(`${address} ${id}`) && live?.anywhere.has(canonicalCidr(`${address}/32`)) !== true,
      );
    };
    const versions = policyArns.map((arn, index) => {
      expect(lostIn(arn, index === 0 ? 'main' : `t${index + 1}`)).toEqual([]);
      return aws.log
        .requests({ service: 'iam', operation: 'CreatePolicyVersion', resource: arn })
        .filter(({ status }) => status === 200).length;
    });
    expect(Math.max(...versions)).toBeLessThanOrEqual(MOST_VERSIONS);
    // A target that a response names as failed is completed by its reconcile.
    await runTask(deployment.startProcess().deps, { task: 'reconcile' });
    failed.clear();
    for (const arn of policyArns) expect(lostIn(arn, '')).toEqual([]);
    const p99 = Math.round(
      quantile(
        presses.map(({ waited }) => waited),
        0.99,
      ),
    );
    await annotate(`${versions.join(', ')} versions, p99 ${p99} ms`);
  },
);
