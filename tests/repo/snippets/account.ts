import { CreatePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { findMotoServer, startMoto } from '../../contract/moto-server.ts';
import { allowedAddresses } from '../../sandbox/allowed-addresses.ts';
import { startAws } from '../../sandbox/aws/sandbox.ts';
import { readLivePolicy } from '../../sandbox/live-policy.ts';
import { findProgram } from '../../support/browsers/find-program.ts';

/** An AWS account on this machine, for people who work in it with `aws` and `genkan`. */
export interface Account {
  readonly s3: S3Client;
  /** Whether `aws …` can be run: the program is installed, and so is a server with every operation of the documents. */
  readonly hasAwsCommand: boolean;
  /** Makes a bucket; it keeps old versions, as the stack's does, where the server can. */
  makeBucket(name: string): Promise<void>;
  /** Makes a policy, and returns the environment of its administrator; the bucket is only named. */
  makePolicy(name: string, document: string): Promise<Team>;
  close(): Promise<void>;
}

export interface Team {
  readonly bucket: string;
  readonly policyArn: string;
  /** For the AWS SDK and the AWS CLI. */
  readonly aws: Readonly<Record<string, string>>;
  /** What a deployment writes into `genkan.env`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** The addresses that the live policy allows. */
  allowed(): Promise<readonly string[]>;
}

/**
 * The account is moto's, with the real `aws` beside it, where both are on this machine. Elsewhere it is the sandbox's, which
 * keeps no old versions of objects, and commands of `aws` are only compared with the SDK's model (`claims.test.ts`).
 */
export async function openAccount(): Promise<Account> {
  const [moto, aws] = [await findMotoServer(), findProgram(['aws'])];
  const canRunAws = moto !== undefined && aws !== undefined;
  if (!canRunAws) console.info('aws or moto_server is not on this machine: `aws …` is checked, not run.');
  const server = canRunAws ? await startMoto(moto) : await startAws();
  const credentials = { accessKeyId: 'AKIASANDBOX000000000', secretAccessKey: 'sandbox-secret' };
  const connection = { endpoint: server.endpoint, region: 'us-east-1', credentials };
  const s3 = new S3Client({ ...connection, forcePathStyle: true });
  const iam = new IAMClient(connection);
  return {
    s3,
    hasAwsCommand: canRunAws,
    async makeBucket(Bucket) {
      await s3.send(new CreateBucketCommand({ Bucket }));
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      if (canRunAws) await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    },
    async makePolicy(PolicyName, PolicyDocument) {
      const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
      const policyArn = Policy?.Arn;
      if (policyArn === undefined) throw new Error('IAM made a policy without an ARN');
      const bucket = `bucket-of-${PolicyName.toLowerCase()}`;
      const aws = {
        AWS_ENDPOINT_URL: server.endpoint,
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_EC2_METADATA_DISABLED: 'true',
        NO_PROXY: '*',
      };
      const settings = {
        AWS_REGION: 'us-east-1',
        GENKAN_POLICY_ARN: policyArn,
        GENKAN_BUCKET: bucket,
        GENKAN_TIME_ZONE: 'Asia/Tokyo',
      };
      return {
        bucket,
        policyArn,
        aws,
        settings,
        environment: { ...aws, ...settings },
        allowed: async () => allowedAddresses((await readLivePolicy(server.endpoint, policyArn)).document),
      };
    },
    async close() {
      s3.destroy();
      iam.destroy();
      await server.close();
    },
  };
}
