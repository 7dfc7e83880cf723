import { createMemory } from '@genkan/backend/deps';
import { loadConfig } from '@genkan/backend/runtime/config';
import { BASELINE_KEY, writeBaselineRecord } from '@genkan/backend/store/baseline';
import { createSystemDeps } from '@genkan/backend/system-deps';
import { DEPLOYMENT_KEY, type Deployment } from '@genkan/backend/targets/deployment';
import { openTarget } from '@genkan/backend/targets/open-target';
import { runTask } from '@genkan/backend/tasks/run-task';
import { createClient } from '@genkan/backend/testing/test-backend';
import { expect, onTestFinished, test } from 'vitest';
import { startAws } from '../../sandbox/aws/sandbox.ts';
import { OFFICE_ONLY_DOCUMENT, seedOfficeOnly } from '../../sandbox/aws/seed.ts';
import { startFunction } from '../../sandbox/gateway/lambda-function.ts';
import { ensureBackend } from '../../support/built/ensure-backend.ts';
import { httpEvent } from '../../tools/bench/lambda/event.ts';

const OTHER = '210987654321';
const ADDRESS = '203.0.113.7';

/** A deployment with a policy in its own account and one in another, on the real SDK over S3's, IAM's and STS's wire. */
async function startTwoAccounts({ externalId = 'deployment-1' } = {}) {
  const aws = await startAws();
  onTestFinished(() => aws.close());
  const { policyArn, bucket } = seedOfficeOnly(aws);
  const other = aws.accounts.account(OTHER);
  const { arn } = other.createPolicy({ policyName: 'OfficeOnly', policyDocument: OFFICE_ONLY_DOCUMENT });
  const roleArn = aws.accounts.putRole(OTHER, { name: 'genkan/backend', externalId, policies: [arn] });
  const env = {
    ...aws.environment(),
    GENKAN_POLICY_ARN: policyArn,
    GENKAN_BUCKET: bucket,
    GENKAN_MULTIPLE_TARGETS: 'true',
  };
  const deployment: Deployment = {
    deploymentId: 'deployment-1',
    targets: [
      { id: 'dev', name: 'Development', policyArn },
      { id: 'production', name: 'Production', policyArn: arn, roleArn },
    ],
    groups: {},
  };
  const start = () => {
    const deps = createSystemDeps(loadConfig(env), env, () => undefined);
    const sourceAddress = () => ADDRESS;
    return { deps, ...createClient({ ...deps, memory: createMemory(), sourceAddress }) };
  };
  const process = start();
  await process.deps.objects.put(DEPLOYMENT_KEY, JSON.stringify(deployment));
  for (const target of deployment.targets) {
    const { deps } = openTarget(process.deps, deployment, target);
    await deps.objects.put(BASELINE_KEY, OFFICE_ONLY_DOCUMENT);
    const { policyArn: of } = target;
    await writeBaselineRecord(deps.objects, {
      policyArn: of,
      document: OFFICE_ONLY_DOCUMENT,
      now: Date.now(),
    });
  }
  const documentOf = (account: typeof other, policy: string) =>
    account.current.defaultVersion(policy).document;
  return {
    aws,
    env,
    process,
    start,
    dev: () => documentOf(aws.iam, policyArn),
    production: () => documentOf(other, arn),
    roleArn,
    assumed: () => aws.log.count({ operation: 'AssumeRole' }),
  };
}

test('one click opens both accounts, with one session of the role', async () => {
  const { process, dev, production, assumed } = await startTwoAccounts();
  const key = await process.join('hanako');
  expect(await process.call('POST', '/v1/leases', { key })).toMatchObject({
    status: 201,
    body: { targets: [{ outcome: 'granted' }, { id: 'production', accountId: OTHER, outcome: 'granted' }] },
  });
  for (const document of [dev(), production()]) expect(document).toContain(ADDRESS);
  await process.call('DELETE', `/v1/leases/hanako~${ADDRESS}_32`, { key });
  for (const document of [dev(), production()]) expect(document).not.toContain(ADDRESS);
  expect(assumed()).toBe(1);
});

test('a role that demands another external id is refused by name, and stops nothing in the own account', async () => {
  const { process, dev, production, roleArn } = await startTwoAccounts({ externalId: 'another' });
  const key = await process.join('hanako');
  expect(await process.call('POST', '/v1/leases', { key })).toMatchObject({
    status: 201,
    body: {
      targets: [
        { outcome: 'granted' },
        {
          outcome: 'failed',
          problem: { code: 'iam_refused', detail: expect.stringContaining(`assume ${roleArn}.`) },
        },
      ],
    },
  });
  expect(dev()).toContain(ADDRESS);
  expect(production()).not.toContain(ADDRESS);
  await expect(runTask(process.deps, { task: 'reconcile' })).rejects.toThrow(/1 of 2 targets. production: /);
});

test('credentials that are about to expire are renewed', async () => {
  const { aws, process, production, assumed } = await startTwoAccounts();
  aws.accounts.longestSession = 1;
  const key = await process.join('hanako');
  expect((await process.call('POST', '/v1/leases', { key })).status).toBe(201);
  const before = assumed();
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect((await process.call('DELETE', `/v1/leases/hanako~${ADDRESS}_32`, { key })).status).toBe(204);
  expect(production()).not.toContain(ADDRESS);
  expect(assumed()).toBeGreaterThan(before);
});

test('one passing fault of STS costs nothing', async () => {
  const { aws, process, production } = await startTwoAccounts();
  aws.faults.inject({ operation: 'AssumeRole', effect: { status: 503, code: 'ServiceUnavailable' } });
  const key = await process.join('hanako');
  await process.call('POST', '/v1/leases', { key });
  expect(production()).toContain(ADDRESS);
});

test('the Lambda bundle assumes the role too, with the parts of the SDK that it has', {
  timeout: 120_000,
}, async () => {
  const { env, process, dev, production } = await startTwoAccounts();
  const key = await process.join('hanako');
  const { lambda } = await ensureBackend();
  const started = await startFunction(lambda, env);
  onTestFinished(() => started.close());
  const event = httpEvent({
    method: 'POST',
    path: '/v1/leases',
    key: key.replace('Bearer ', ''),
    sourceIp: ADDRESS,
    body: '{}',
  });
  const response = await started.invoke('http', event);
  expect(response).toMatchObject({ statusCode: 201, body: expect.stringContaining('"id":"production"') });
  for (const document of [dev(), production()]) expect(document).toContain(ADDRESS);
});
