import { expect, test } from 'vitest';
import { BUNDLE_LIMIT, bundleSizes } from './figures/bundleSize.ts';
import { CONTENT_LIMIT, contentBytes } from './figures/contentScriptBytes.ts';
import { startGenkanGrants, startStraightGrants } from './lambda/grants.ts';

const MINUTES = 60_000;

/** What one more grant asks of AWS, as `operation × times`, sorted. */
async function callsOf(
  grants: Awaited<ReturnType<typeof startGenkanGrants>>,
): Promise<Record<string, number>> {
  try {
    await grants.grant();
    await grants.grant();
    await grants.prepare();
    grants.team.aws.log.clear();
    await grants.grantPrepared();
    const calls: Record<string, number> = {};
    for (const { service, operation } of grants.team.aws.log.requests())
      calls[`${service}:${operation}`] = (calls[`${service}:${operation}`] ?? 0) + 1;
    return calls;
  } finally {
    await grants.stop();
  }
}

test('a lone grant asks IAM twice, and S3 for what makes it durable', { timeout: 2 * MINUTES }, async () => {
  expect(await callsOf(await startGenkanGrants({ iam: 0, s3: 0 }))).toEqual({
    // Lease and lock; then leases, note and baseline beside the listing of versions; then note, lock and trail.
    's3:PutObject': 4,
    's3:ListObjectsV2': 1,
    's3:GetObject': 2,
    's3:DeleteObject': 1,
    'iam:ListPolicyVersions': 1,
    'iam:CreatePolicyVersion': 1,
  });
});

test('the straight handler it is measured against asks IAM four times', {
  timeout: 2 * MINUTES,
}, async () => {
  expect(await callsOf(await startStraightGrants({ iam: 0, s3: 0 }))).toEqual({
    'iam:ListPolicyVersions': 1,
    'iam:GetPolicyVersion': 1,
    'iam:DeletePolicyVersion': 1,
    'iam:CreatePolicyVersion': 1,
  });
});

test('the Lambda bundle weighs at most 60 % of the plain one', { timeout: 4 * MINUTES }, async () => {
  const { ours, plain } = await bundleSizes();
  expect(ours.raw / plain.raw).toBeLessThanOrEqual(BUNDLE_LIMIT);
  expect(ours.gzip / plain.gzip).toBeLessThanOrEqual(BUNDLE_LIMIT);
});

test('the content script stays small', { timeout: 4 * MINUTES }, async () => {
  const { raw, gzip } = await contentBytes();
  expect(raw).toBeLessThanOrEqual(CONTENT_LIMIT.raw);
  expect(gzip).toBeLessThanOrEqual(CONTENT_LIMIT.gzip);
});
