/**
 * The Lambda bundle contains only parts of the AWS SDK (`backend/lean-sdk`). For every response of AWS, its own response
 * must equal that of the same source with the whole SDK.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { addMember } from '@genkan/backend/admin/members/add-member';
import { createApp } from '@genkan/backend/http/app';
import { loadConfig } from '@genkan/backend/runtime/config';
import type { ObjectStore } from '@genkan/backend/runtime/ports';
import { createSystemDeps } from '@genkan/backend/system-deps';
import * as v from 'valibot';
import { beforeAll, expect, test, vi } from 'vitest';
import { ensureBackend } from '../../support/built/ensure-backend.ts';
import { type AwsSandbox, startAws } from '../aws/sandbox.ts';
import { OFFICE_ONLY_DOCUMENT, seedOfficeOnly } from '../aws/seed.ts';
import { httpApiEvent } from './event.ts';
import { startFunction } from './lambda-function.ts';

/** How long IAM shows the past. */
const LAG_MS = 200;
const HOME = '203.0.113.7';
const LEASES = 'https://abc123.execute-api.us-east-1.amazonaws.com/v1/leases';

interface Case {
  readonly name: string;
  /** Status, and the problem's code when there is one. */
  readonly outcome: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What happens to AWS before the question. */
  readonly before?: (aws: AwsSandbox, team: Team) => unknown;
}

interface Team {
  readonly policyArn: string;
  readonly objects: ObjectStore;
}

function fillVersions({ iam }: AwsSandbox, { policyArn }: Team): void {
  for (let version = 2; version <= 5; version += 1)
    iam.createPolicyVersion(policyArn, OFFICE_ONLY_DOCUMENT, true);
}

const CASES: readonly Case[] = [
  { name: 'all is well', outcome: '201' },
  {
    name: 'the policy does not exist',
    outcome: '409 policy_missing',
    environment: { GENKAN_POLICY_ARN: 'arn:aws:iam::123456789012:policy/Nowhere' },
  },
  {
    name: 'the bucket does not exist',
    outcome: '502 storage_refused',
    environment: { GENKAN_BUCKET: 'genkan-nowhere' },
  },
  {
    name: 'the function has no credentials',
    outcome: '502 storage_refused',
    environment: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
  },
  {
    name: 'S3 refuses the function',
    outcome: '502 storage_refused',
    before: (aws) => aws.faults.inject({ service: 's3', effect: 'deny', times: 50 }),
  },
  {
    name: 'IAM refuses the write',
    outcome: '502 iam_refused',
    before: (aws) => aws.faults.inject({ operation: 'CreatePolicyVersion', effect: 'deny', times: 50 }),
  },
  {
    name: 'IAM throttles twice',
    outcome: '201',
    before: (aws) => aws.faults.inject({ operation: 'CreatePolicyVersion', effect: 'throttle', times: 2 }),
  },
  {
    name: 'S3 returns SlowDown once',
    outcome: '201',
    before: (aws) => aws.faults.inject({ operation: 'PutObject', effect: 'throttle' }),
  },
  {
    name: 'S3 has an internal error',
    outcome: '503 aws_unavailable',
    before: (aws) => aws.faults.inject({ operation: 'ListObjectsV2', effect: 'fail', times: 50 }),
  },
  {
    name: 'S3 has an internal error once',
    outcome: '201',
    before: (aws) => aws.faults.inject({ operation: 'ListObjectsV2', effect: 'fail' }),
  },
  {
    name: 'IAM returns an empty 502 once',
    outcome: '201',
    before: (aws) => aws.faults.inject({ operation: 'CreatePolicyVersion', effect: { status: 502 } }),
  },
  {
    name: 'a record is cut half-way',
    outcome: '201',
    before: (aws) => aws.faults.inject({ operation: 'GetObject', effect: 'cut' }),
  },
  {
    name: 'the lock is deleted and the response is lost',
    outcome: '201',
    before: (aws) => aws.faults.inject({ operation: 'DeleteObject', effect: 'disconnect', when: 'after' }),
  },
  {
    name: 'the clock is wrong',
    outcome: '502 iam_refused',
    before: (aws) =>
      aws.faults.inject({
        operation: 'CreatePolicyVersion',
        effect: {
          status: 403,
          code: 'SignatureDoesNotMatch',
          message: 'Signature expired: 1 is now earlier',
        },
        times: 50,
      }),
  },
  {
    name: 'the bucket is in another Region',
    outcome: '502 storage_refused',
    before: (aws) =>
      aws.faults.inject({ service: 's3', effect: { status: 301, code: 'PermanentRedirect' }, times: 50 }),
  },
  {
    name: 'IAM takes the document for malformed',
    outcome: '409 policy_unsupported',
    before: (aws) =>
      aws.faults.inject({
        operation: 'CreatePolicyVersion',
        effect: { status: 400, code: 'MalformedPolicyDocument' },
      }),
  },
  {
    name: 'the bucket has a default retention',
    outcome: '201',
    before: (aws) => {
      aws.s3.bucket('genkan-state').hasDefaultRetention = true;
    },
  },
  {
    name: 'two conditional writes meet',
    outcome: '201',
    before: (aws) =>
      aws.faults.inject({
        operation: 'PutObject',
        resource: 'genkan-state/state/writer.lock',
        effect: 'conflict',
      }),
  },
  {
    name: 'a lock that has expired stands in the way',
    outcome: '201',
    before: (_, { objects }) =>
      objects.put('state/writer.lock', JSON.stringify({ holder: 'gone', takenAt: 1 })),
  },
  { name: 'all five versions are taken', outcome: '201', before: fillVersions },
  {
    name: 'all five versions are taken, and IAM still lists one',
    outcome: '201',
    before: async (aws, team) => {
      await setTimeout(LAG_MS + 50);
      aws.faults.staleReads(LAG_MS, 'ListPolicyVersions');
      fillVersions(aws, team);
    },
  },
  {
    name: 'the response to the write is lost',
    outcome: '503 aws_unavailable',
    before: (aws) =>
      aws.faults.inject({ operation: 'CreatePolicyVersion', effect: 'disconnect', when: 'after' }),
  },
];

// The whole SDK reads credentials from the environment of the test.
beforeAll(() => {
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/nowhere');
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE']) vi.stubEnv(name, undefined);
  return () => void vi.unstubAllEnvs();
});

const resultSchema = v.object({ statusCode: v.number(), body: v.string() });
const problemSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ code: v.optional(v.string()), detail: v.optional(v.string()) }),
);

/** Status and code, and what the person reads. */
interface Outcome {
  readonly outcome: string;
  readonly detail: string | undefined;
}

function readOutcome(status: number, body: string): Outcome {
  const { code, detail } = v.parse(problemSchema, body);
  return { outcome: [status, ...(code === undefined ? [] : [code])].join(' '), detail };
}

/** A grant request of a member, in a new sandbox. */
async function askIn(
  { environment = {}, before }: Case,
  ask: (request: Request, environment: Readonly<Record<string, string>>) => Promise<Outcome>,
): Promise<Outcome> {
  const aws = await startAws();
  try {
    const team = seedOfficeOnly(aws);
    const usual = {
      ...aws.environment(),
      GENKAN_POLICY_ARN: team.policyArn,
      GENKAN_BUCKET: team.bucket,
    };
    const deps = createSystemDeps(loadConfig(usual), usual, () => undefined);
    await deps.objects.put('baseline.json', OFFICE_ONLY_DOCUMENT);
    const { key } = await addMember(deps, { id: 'hanako', name: 'Hanako', endpoint: LEASES });
    await before?.(aws, { ...team, objects: deps.objects });
    const request = new Request(LEASES, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: '{}',
    });
    return await ask(request, { ...usual, ...environment });
  } finally {
    await aws.close();
  }
}

test.each(CASES)('$name: the bundle returns $outcome, as the whole SDK does', async (example) => {
  const { lambda } = await ensureBackend();
  const [lean, whole] = await Promise.all([
    askIn(example, async (request, environment) => {
      const bundle = await startFunction(lambda, environment);
      try {
        const event = await httpApiEvent(request, HOME, '123456789012');
        const { statusCode, body } = v.parse(resultSchema, await bundle.invoke('http', event));
        return readOutcome(statusCode, body);
      } finally {
        await bundle.close();
      }
    }),
    askIn(example, async (request, environment) => {
      const deps = createSystemDeps(loadConfig(environment), environment, () => undefined);
      const response = await createApp({ ...deps, sourceAddress: () => HOME }).request(request);
      return readOutcome(response.status, await response.text());
    }),
  ]);
  expect(whole.outcome).toBe(example.outcome);
  expect(lean).toEqual(whole);
});

test('the bundle has no AWS client that only the command line uses', async () => {
  const { lambda } = await ensureBackend();
  const code = await readFile(lambda, 'utf8');
  expect(code).toContain('CreatePolicyVersion');
  expect(code).not.toMatch(/GetCallerIdentity|ListSubscriptionsByTopic|ListSchedules|ListPolicyTags/);
});
