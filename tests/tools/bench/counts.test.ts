import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ensureExtension } from '../../support/built/ensure-extension.ts';
import { BUNDLE_LIMIT, bundleSizes } from './figures/bundle-size.ts';
import { CONTENT_LIMIT, contentBytes } from './figures/content-script-bytes.ts';
import { httpEvent } from './lambda/event.ts';
import { startFunction } from './lambda/function-process.ts';
import { startGenkanGrants, startStraightGrants } from './lambda/grants.ts';
import { bundleFor, genkanBundle, startTeam } from './lambda/team.ts';

const MINUTES = 60_000;

const loadedSchema = v.pipe(v.string(), v.parseJson(), v.object({ modules: v.array(v.string()) }));

/** The AWS calls of one more grant, as `operation × times`, sorted. */
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

test('a lone grant calls IAM twice, and S3 to become durable', { timeout: 2 * MINUTES }, async () => {
  expect(await callsOf(await startGenkanGrants({ iam: 0, s3: 0 }))).toEqual({
    // Lease and lock; then leases, applied state, baseline and member beside the listing of versions; then the applied state
    // beside the create; then its confirmation, the lock and the audit event.
    's3:PutObject': 5,
    's3:ListObjectsV2': 1,
    's3:GetObject': 3,
    's3:DeleteObject': 1,
    'iam:ListPolicyVersions': 1,
    'iam:CreatePolicyVersion': 1,
  });
});

test('the straight handler of the comparison calls IAM four times', {
  timeout: 2 * MINUTES,
}, async () => {
  expect(await callsOf(await startStraightGrants({ iam: 0, s3: 0 }))).toEqual({
    'iam:ListPolicyVersions': 1,
    'iam:GetPolicyVersion': 1,
    'iam:DeletePolicyVersion': 1,
    'iam:CreatePolicyVersion': 1,
  });
});

test('a cold function loads no fetch client, web streams, file promises or compression', {
  timeout: 2 * MINUTES,
}, async () => {
  const team = await startTeam();
  const bundle = bundleFor(team, await genkanBundle(), 'index.http');
  const cold = await startFunction(bundle, ['--expose-gc']);
  try {
    const sourceIp = '203.0.113.7';
    expect(
      await cold.invoke(httpEvent({ method: 'GET', path: '/v1/me', key: team.key, sourceIp })),
    ).toMatchObject({
      statusCode: 200,
    });
    const { modules } = v.parse(loadedSchema, cold.memory());
    expect(modules).toContain('https');
    const heavy = /undici|webstreams|fs\/promises|^zlib$|http2|worker_threads|perf_hooks/;
    expect(modules.filter((name) => heavy.test(name))).toEqual([]);
  } finally {
    await cold.stop();
    await team.close();
  }
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

test('the popup waits for one script that stays small', { timeout: 4 * MINUTES }, async () => {
  const script = readFileSync(join(await ensureExtension('chrome'), 'popup-page.js'), 'utf8');
  expect(Buffer.byteLength(script)).toBeLessThanOrEqual(70_000);
  // The prompt's words belong to the background, the options' to their page.
  expect(script).not.toMatch(/prompt\.asking|options\.title/);
  // The background parses responses; the popup has no use for the contract's schemas.
  expect(script).not.toMatch(/is not a CIDR|urn:genkan:problem/);
  // What copies the polyfill name by name makes Chromium set up every API of the browser.
  expect(script).not.toContain('getOwnPropertyNames');
});
