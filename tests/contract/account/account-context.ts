import { randomBytes } from 'node:crypto';
import { CreatePolicyCommand, type IAMClient } from '@aws-sdk/client-iam';
import { type BucketLocationConstraint, CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { OFFICE_ONLY_DOCUMENT } from '../../sandbox/aws/seed.ts';
import type { CaseContext } from '../contract-case.ts';
import type { Account } from './account.ts';
import { namePrefix, writeDown } from './journal.ts';

/** The SDK knows the regions of its own day; AWS may have opened another since. */
const regionSchema = v.custom<BucketLocationConstraint>((text) => typeof text === 'string' && text !== '');

/** What cases and the story make, in a real account: named after the run and written down before it is made. */
export function accountContext(
  { iam, s3 }: { readonly iam: IAMClient; readonly s3: S3Client },
  { runId, region, journal }: Pick<Account, 'runId' | 'region' | 'journal'>,
): CaseContext {
  const name = (kind: 'policy' | 'bucket') => {
    const made = { kind, name: `${namePrefix(runId)}${randomBytes(6).toString('hex')}` };
    writeDown(journal, made);
    return made.name;
  };
  return {
    iam,
    s3,
    makePolicyName: () => name('policy'),
    async makeBucket() {
      const Bucket = name('bucket');
      // Only in us-east-1 a bucket has no location, and naming that region is refused.
      const LocationConstraint = v.parse(regionSchema, region);
      const CreateBucketConfiguration = region === 'us-east-1' ? undefined : { LocationConstraint };
      await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
      return Bucket;
    },
    async makePolicy(document = OFFICE_ONLY_DOCUMENT) {
      const PolicyName = name('policy');
      const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: document }));
      if (Policy?.Arn === undefined) throw new Error('CreatePolicy answered no ARN');
      return Policy.Arn;
    },
  };
}
