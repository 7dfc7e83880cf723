import { randomUUID } from 'node:crypto';
import { CreatePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { OFFICE_ONLY_DOCUMENT } from '../sandbox/aws/seed.ts';
import type { CaseContext } from './contract-case.ts';

/** SDK clients that try once, so that the first answer is what a case sees. */
export function connect(endpoint: string): CaseContext & { destroy(): void } {
  const connection = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  const s3 = new S3Client(connection);
  const iam = new IAMClient(connection);
  const makePolicyName = () => `contract-${randomUUID()}`;
  return {
    s3,
    iam,
    makePolicyName,
    async makeBucket() {
      const bucket = `contract-${randomUUID()}`;
      await s3.send(new CreateBucketCommand({ Bucket: bucket }));
      return bucket;
    },
    async makePolicy(document = OFFICE_ONLY_DOCUMENT) {
      const command = new CreatePolicyCommand({ PolicyName: makePolicyName(), PolicyDocument: document });
      const { Policy } = await iam.send(command);
      if (Policy?.Arn === undefined) throw new Error('CreatePolicy answered no ARN');
      return Policy.Arn;
    },
    destroy() {
      s3.destroy();
      iam.destroy();
    },
  };
}
