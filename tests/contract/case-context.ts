import { randomUUID } from 'node:crypto';
import { CreatePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { OFFICE_ONLY_DOCUMENT } from '../sandbox/aws/seed.ts';
import type { CaseContext } from './contract-case.ts';

/** What the sandbox and moto accept as any other. */
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** SDK clients that try once, so that a case sees the first response. */
export function connect(
  endpoint: string,
): CaseContext & { readonly credentials: typeof CREDENTIALS; destroy(): void } {
  const connection = {
    endpoint,
    region: 'us-east-1',
    credentials: CREDENTIALS,
    maxAttempts: 1,
  };
  const s3 = new S3Client(connection);
  const iam = new IAMClient(connection);
  const makePolicyName = () => `contract-${randomUUID()}`;
  return {
    s3,
    iam,
    credentials: CREDENTIALS,
    makePolicyName,
    async makeBucket() {
      const bucket = `contract-${randomUUID()}`;
      await s3.send(new CreateBucketCommand({ Bucket: bucket }));
      return bucket;
    },
    async makePolicy(document = OFFICE_ONLY_DOCUMENT) {
      const command = new CreatePolicyCommand({ PolicyName: makePolicyName(), PolicyDocument: document });
      const { Policy } = await iam.send(command);
      if (Policy?.Arn === undefined) throw new Error('CreatePolicy returned no ARN');
      return Policy.Arn;
    },
    destroy() {
      s3.destroy();
      iam.destroy();
    },
  };
}
