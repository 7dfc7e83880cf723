import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreatePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { allowedAddresses } from '../../sandbox/allowed-addresses.ts';
import { readLivePolicy } from '../../sandbox/live-policy.ts';
import { type Outcome, runGenkan } from './run-genkan.ts';

export interface AdministratorOptions {
  /** For `AWS_ENDPOINT_URL`. */
  readonly aws: string;
  readonly policyArn: string;
  readonly bucket: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A person at a shell with the deployment's settings and AWS credentials. */
export interface Administrator {
  readonly environment: Readonly<Record<string, string>>;
  /** Runs `genkan …` and returns its outcome. */
  try(...args: string[]): Promise<Outcome>;
  /** Runs `genkan …`, which must succeed, and returns what it printed. */
  genkan(...args: string[]): Promise<string>;
  /** Runs `genkan … --json`, which must succeed. */
  json(...args: string[]): Promise<unknown>;
  /** The addresses that the live policy allows. */
  allowed(): Promise<readonly string[]>;
}

/** An administrator of an account. */
export function administrator({ aws, policyArn, bucket, environment }: AdministratorOptions): Administrator {
  const env = {
    AWS_ENDPOINT_URL: aws,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIASANDBOX000000000',
    AWS_SECRET_ACCESS_KEY: 'sandbox-secret',
    AWS_EC2_METADATA_DISABLED: 'true',
    GENKAN_POLICY_ARN: policyArn,
    GENKAN_BUCKET: bucket,
    GENKAN_TIME_ZONE: 'Asia/Tokyo',
    ...environment,
  };
  const attempt = (...args: string[]) => runGenkan(env, args);
  const genkan = async (...args: string[]) => {
    const outcome = await attempt(...args);
    if (outcome.code !== 0) {
      throw new Error(`genkan ${args.join(' ')} ended with ${outcome.code}:\n${outcome.err}${outcome.out}`);
    }
    return outcome.out;
  };
  return {
    environment: env,
    try: attempt,
    genkan,
    json: async (...args) => JSON.parse(await genkan(...args, '--json')),
    allowed: async () => allowedAddresses((await readLivePolicy(aws, policyArn)).document),
  };
}

/** Creates the policy and the bucket over the wire, as in an account before Genkan. */
export async function createPolicyAndBucket(
  endpoint: string,
  names: { readonly policy: string; readonly bucket: string },
  document: string,
): Promise<{ readonly policyArn: string; readonly bucket: string }> {
  const connection = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIASANDBOX000000000', secretAccessKey: 'sandbox-secret' },
  };
  const iam = new IAMClient(connection);
  const s3 = new S3Client({ ...connection, forcePathStyle: true });
  try {
    const { Policy } = await iam.send(
      new CreatePolicyCommand({ PolicyName: names.policy, PolicyDocument: document }),
    );
    await s3.send(new CreateBucketCommand({ Bucket: names.bucket }));
    if (Policy?.Arn === undefined) throw new Error('IAM made a policy without an ARN');
    return { policyArn: Policy.Arn, bucket: names.bucket };
  } finally {
    iam.destroy();
    s3.destroy();
  }
}

/** Writes a policy document into a file of its own and returns its path. */
export async function saveDocument(document: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'genkan-document-')), 'policy.json');
  await writeFile(file, document);
  return file;
}
