import type { BackendConfig } from '@genkan/backend/runtime/config';
import { problemSchema } from '@genkan/shared/contract';
import { MAX_POLICY_SIZE, policySize } from '@genkan/shared/policy';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OFFICE_ONLY_DOCUMENT } from '../../sandbox/aws/seed.ts';
import { type Deployment, startDeployment } from '../load/team.ts';

let deployment: Deployment;
let key: string;

beforeEach(async () => {
  deployment = await startDeployment();
  key = await deployment.join('hanako');
}, 30_000);

afterEach(() => deployment.aws.close());

const OFFICE = '"123.123.123.123/32"';

/** The problem that a cold process returns for a press. */
async function press(change: Partial<BackendConfig> = {}) {
  const response = await deployment
    .startProcess(change)
    .request({ method: 'POST', path: '/v1/leases', from: '203.0.113.7', key });
  return v.parse(problemSchema, await response.json());
}

function saveByHand(document: string): void {
  deployment.aws.iam.createPolicyVersion(deployment.policyArn, document, true);
}

function saveBaseline(text: string): void {
  deployment.aws.s3.bucket(deployment.config.bucket).put('baseline.json', text);
}

/** Leases that would allow an address; a refused request leaves none behind. */
async function heldLeases(): Promise<unknown> {
  const process = deployment.startProcess();
  const response = await process.request({ method: 'GET', path: '/v1/leases', from: '203.0.113.7', key });
  return response.json();
}

test('a policy that was edited up to the limit is reported as full', async () => {
  // Each short entry takes 13 characters with quotes and comma; the member's takes 17.
  const short = Array.from(
    { length: 600 },
    (_, n) => `"${[n, n / 9, n / 81].map((part) => (Math.floor(part) % 9) + 1).join('.')}.1/32"`,
  );
  const grown = (entries: number) =>
    OFFICE_ONLY_DOCUMENT.replace(OFFICE, [OFFICE, ...short.slice(0, entries)].join(','));
  const fitting = Math.floor((MAX_POLICY_SIZE - policySize(grown(0))) / 13);
  const full = grown(fitting);
  saveByHand(full);
  const problem = await press();
  expect(problem).toMatchObject({ status: 409, code: 'policy_full' });
  expect(problem.detail).toMatch(/room/);
  expect(deployment.live().document).toBe(full);
  expect(await heldLeases()).toEqual({ leases: [] });
});

test('a policy that is gone is named, not taken for a failure', async () => {
  const problem = await press({ policyArn: `${deployment.policyArn}Gone` });
  expect(problem).toMatchObject({ status: 409, code: 'policy_missing' });
  expect(problem.detail).toMatch(/managed policy .* does not exist/);
  expect(await heldLeases()).toEqual({ leases: [] });
});

test('a bucket that the role must not use is named, and so is the person who can correct it', async () => {
  deployment.aws.faults.inject({ service: 's3', effect: 'deny', times: Number.POSITIVE_INFINITY });
  const problem = await press();
  expect(problem.code).toBe('storage_refused');
  expect(problem.detail).toMatch(/bucket.*administrator/);
  expect(deployment.live()).toEqual({ version: 'v1', document: OFFICE_ONLY_DOCUMENT });
});

test('an IAM that refuses the role is named', async () => {
  deployment.aws.faults.inject({ service: 'iam', effect: 'deny', times: Number.POSITIVE_INFINITY });
  const problem = await press();
  expect(problem.code).toBe('iam_refused');
  expect(problem.detail).toMatch(/IAM refused Genkan's role/);
  expect(await heldLeases()).toEqual({ leases: [] });
});

const TYPOS: Readonly<Record<string, string>> = {
  'a missing bracket': OFFICE_ONLY_DOCUMENT.slice(0, -3),
  'a comma too many': OFFICE_ONLY_DOCUMENT.replace(OFFICE, `${OFFICE},`),
  'an address that is none': OFFICE_ONLY_DOCUMENT.replace(OFFICE, '"123.123.123.1234/32"'),
  'an empty list': OFFICE_ONLY_DOCUMENT.replace(OFFICE, ''),
  'Allow for Deny': OFFICE_ONLY_DOCUMENT.replace('Deny', 'Allow'),
  'an empty file': '',
};

test.each(Object.entries(TYPOS))(
  'a baseline with %s is distinguished from a broken policy',
  async (_, baseline) => {
    saveBaseline(baseline);
    const problem = await press();
    expect(problem).toMatchObject({ status: 409, code: 'baseline_invalid' });
    expect(problem.detail).toMatch(/baseline.*Nothing was changed/s);
    expect(deployment.live()).toEqual({ version: 'v1', document: OFFICE_ONLY_DOCUMENT });
    expect(await heldLeases()).toEqual({ leases: [] });
  },
);

test('a live policy that cannot be edited safely is left as it is', async () => {
  const odd = OFFICE_ONLY_DOCUMENT.replace('"NotIpAddress"', '"IpAddress"');
  saveByHand(odd);
  const problem = await press();
  expect(problem).toMatchObject({ status: 409, code: 'policy_unsupported' });
  expect(problem.detail).toMatch(/live policy.*Nothing was changed/s);
  expect(deployment.live().document).toBe(odd);
  expect(await heldLeases()).toEqual({ leases: [] });
});
