import {
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  type IAMClient,
  ListPolicyVersionsCommand,
  NoSuchEntityException,
} from '@aws-sdk/client-iam';
import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Account } from './account.ts';
import type { Remove } from './clean-up.ts';

const AT_ONCE = 25;

/** Removes policies with their versions and buckets with their objects, in this account. */
export function removeFrom(
  { iam, s3 }: { readonly iam: IAMClient; readonly s3: S3Client },
  { partition, accountId }: Pick<Account, 'partition' | 'accountId'>,
): Remove {
  return ({ kind, name }) =>
    kind === 'bucket'
      ? removeBucket(s3, name)
      : removePolicy(iam, `arn:${partition}:iam::${accountId}:policy/${name}`);
}

async function removePolicy(iam: IAMClient, PolicyArn: string): Promise<'removed' | 'gone'> {
  try {
    const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    for (const { VersionId, IsDefaultVersion } of Versions) {
      if (IsDefaultVersion !== true) {
        await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId })).catch(ignoreMissing);
      }
    }
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
    return 'removed';
  } catch (error) {
    if (error instanceof NoSuchEntityException) return 'gone';
    throw error;
  }
}

/** A list may be older than the deletion of what it names. */
function ignoreMissing(error: unknown): void {
  if (!(error instanceof NoSuchEntityException)) throw error;
}

async function removeBucket(s3: S3Client, Bucket: string): Promise<'removed' | 'gone'> {
  try {
    for (;;) {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      if (Contents.length === 0) break;
      for (let start = 0; start < Contents.length; start += AT_ONCE) {
        const some = Contents.slice(start, start + AT_ONCE);
        await Promise.all(some.map(({ Key }) => s3.send(new DeleteObjectCommand({ Bucket, Key }))));
      }
    }
    await s3.send(new DeleteBucketCommand({ Bucket }));
    return 'removed';
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucket') return 'gone';
    throw error;
  }
}
