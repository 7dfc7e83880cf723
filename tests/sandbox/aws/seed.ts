import type { AwsSandbox } from './sandbox.ts';

/** The policy of every IAM user of the example team: from every address except the office's, everything is denied. */
export const OFFICE_ONLY_DOCUMENT = JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: '',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': ['123.123.123.123/32'] } },
      },
    ],
  },
  null,
  2,
);

export interface Seed {
  readonly policyArn: string;
  readonly bucket: string;
}

/** Puts the example team into a fresh sandbox: the policy `OfficeOnly`, carried by one user, and an empty bucket. */
export function seedOfficeOnly({ iam, s3 }: Pick<AwsSandbox, 'iam' | 's3'>, bucket = 'genkan-state'): Seed {
  const { arn } = iam.createPolicy({ policyName: 'OfficeOnly', policyDocument: OFFICE_ONLY_DOCUMENT });
  iam.attachPolicy(arn, { type: 'user', name: 'hanako' });
  s3.createBucket(bucket);
  return { policyArn: arn, bucket };
}
