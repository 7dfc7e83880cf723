import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CreatePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { type BucketLocationConstraint, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import * as v from 'valibot';
import { OFFICE_ONLY_DOCUMENT } from '../sandbox/aws/seed.ts';
import type { ContractTarget, OpenTarget } from './contract-case.ts';
import { type Made, removeAll } from './remove.ts';

/** Names the AWS account in which the contract may run. */
export const ACCOUNT_VARIABLE = 'GENKAN_TEST_AWS_ACCOUNT';

/** A case that read a stale state runs again, with a policy and a bucket of its own. */
const OPTIONS = { timeout: 180_000, retry: { count: 4, delay: 10_000 } };
/** IAM's reads may show the past for seconds: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html */
const SETTLE_MS = 5_000;
const REMOVE_PAUSE_MS = 8_000;
/** IAM's write quotas are low; the whole contract at once exceeds them. */
const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 250;

type Environment = Readonly<Record<string, string | undefined>>;

/** The account that the environment names, as a target; `undefined` when it names none. */
export function awsAccount(environment: Environment): ContractTarget | undefined {
  const accountId = environment[ACCOUNT_VARIABLE];
  if (accountId === undefined || accountId === '') return undefined;
  return { name: 'aws', options: OPTIONS, open: () => openAccount(accountId, environment) };
}

/** @throws when the credentials belong to another account; nothing was made then */
async function openAccount(accountId: string, environment: Environment): Promise<OpenTarget> {
  const { region, partition } = await checkAccount(accountId);
  const endpoint = environment['AWS_ENDPOINT_URL'];
  console.info(`Account ${accountId}, ${endpoint ?? region}: about 1,500 requests, one US cent.`);
  // A stand-in shows every write at once, and has no host name for each bucket.
  const isStandIn = endpoint !== undefined;
  const iam = openIam(region, isStandIn ? 0 : SETTLE_MS);
  const s3 = new S3Client({
    region,
    maxAttempts: ATTEMPTS,
    forcePathStyle: isStandIn,
    followRegionRedirects: true,
  });
  // One journal for each account: the next run removes what a run that was killed has left.
  const journal = join(tmpdir(), `genkan-test-${accountId}.jsonl`);
  const removeMade = async () => {
    const made = readJournal(journal);
    const arnOf = (name: string) => `arn:${partition}:iam::${accountId}:policy/${name}`;
    await removeAll(made, { iam, s3, arnOf, pause: () => pause(isStandIn ? 0 : REMOVE_PAUSE_MS) });
    rmSync(journal, { force: true });
  };
  await removeMade();
  const makeName = (kind: Made['kind']) => nameInJournal(journal, kind);
  return {
    context: {
      iam,
      s3,
      makePolicyName: () => makeName('policy'),
      makeBucket: () => makeBucket(s3, region, makeName('bucket')),
      makePolicy: (document = OFFICE_ONLY_DOCUMENT) => makePolicy(iam, makeName('policy'), document),
    },
    environment: { ...environment, AWS_REGION: region },
    async close() {
      await removeMade();
      iam.destroy();
      s3.destroy();
    },
  };
}

/** The Region and the partition of the credentials. @throws when they belong to another account */
async function checkAccount(accountId: string): Promise<{ region: string; partition: string | undefined }> {
  const sts = new STSClient({});
  const { Account, Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  if (Account !== accountId) {
    throw new Error(
      `${ACCOUNT_VARIABLE} names ${accountId}, but these credentials belong to ${Account}. Nothing was made.`,
    );
  }
  const region = await sts.config.region();
  sts.destroy();
  return { region, partition: Arn.split(':')[1] };
}

async function makeBucket(s3: S3Client, region: string, Bucket: string): Promise<string> {
  // In us-east-1 a bucket has no location: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
  const LocationConstraint = v.parse(regionSchema, region);
  const CreateBucketConfiguration = region === 'us-east-1' ? undefined : { LocationConstraint };
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  return Bucket;
}

async function makePolicy(iam: IAMClient, PolicyName: string, PolicyDocument: string): Promise<string> {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  if (Policy?.Arn === undefined) throw new Error('CreatePolicy returned no ARN');
  return Policy.Arn;
}

/** The SDK's type lists the Regions of its release date; AWS may have opened another since. */
const regionSchema = v.custom<BucketLocationConstraint>((text) => typeof text === 'string' && text !== '');

function openIam(region: string, settleMs: number): IAMClient {
  // The SDK would also repeat a final error: it counts LimitExceeded, the sixth version, as throttling.
  const iam = new IAMClient({ region, maxAttempts: 1 });
  iam.middlewareStack.add((next) => (call) => whileThrottled(() => next(call)), { step: 'initialize' });
  const settle = settling(settleMs);
  iam.middlewareStack.add(
    (next, { commandName = '' }) =>
      (call) =>
        settle(commandName, () => next(call)),
    { step: 'initialize', priority: 'high' },
  );
  return iam;
}

/** Repeats a call that IAM throttled, with longer and longer pauses: it has had no effect. */
export async function whileThrottled<T>(
  call: () => Promise<T>,
  sleep: (milliseconds: number) => Promise<void> = pause,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Error) || !/^Throttling/.test(error.name)) throw error;
      await sleep(FIRST_PAUSE_MS * 2 ** attempt);
    }
  }
}

/** Delays each read of IAM until the last write was `settleMs` ago, because a case reads at once. */
export function settling(
  settleMs: number,
  clock: { readonly now: () => number; readonly sleep: (milliseconds: number) => Promise<void> } = {
    now: Date.now,
    sleep: pause,
  },
): <T>(command: string, call: () => Promise<T>) => Promise<T> {
  let settledAt = 0;
  return async (command, call) => {
    if (/^(Get|List)/.test(command)) {
      const left = settledAt - clock.now();
      if (left > 0) await clock.sleep(left);
      return call();
    }
    return call().finally(() => {
      settledAt = clock.now() + settleMs;
    });
  };
}

const entrySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ kind: v.picklist(['policy', 'bucket']), name: v.string() }),
);

/** A new name, in the journal before the object is created: the clean-up has it even when the process is killed. */
function nameInJournal(journal: string, kind: Made['kind']): string {
  const made = { kind, name: `genkan-test-${randomBytes(8).toString('hex')}` };
  appendFileSync(journal, `${JSON.stringify(made)}\n`, { flush: true });
  return made.name;
}

/** A last line that a crash has cut names nothing that was made. */
function readJournal(journal: string): readonly Made[] {
  const lines = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n') : [];
  return lines
    .map((line) => v.safeParse(entrySchema, line))
    .flatMap(({ success, output }) => (success ? [output] : []));
}
