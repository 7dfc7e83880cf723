import {
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  type IAMClient,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';

/** Something that a run made, or was about to make. */
export interface Made {
  readonly kind: 'policy' | 'bucket';
  readonly name: string;
}

const ROUNDS = 8;
const AT_ONCE = 25;

/**
 * Removes policies with their versions and buckets with their objects. IAM may not show a policy for some seconds after it was
 * created, so a thing counts as gone when two rounds have not found it. A failure stops nothing: it is tried again.
 * @throws when something is left, with its reason
 */
export async function removeAll(
  made: readonly Made[],
  account: {
    readonly iam: IAMClient;
    readonly s3: S3Client;
    arnOf(policyName: string): string;
    /** Between two rounds. */
    pause(): Promise<void>;
  },
): Promise<void> {
  const remove = ({ kind, name }: Made) =>
    kind === 'bucket' ? removeBucket(account.s3, name) : removePolicy(account.iam, account.arnOf(name));
  let left = made.map((one) => ({ ...one, missed: 0, reason: '' }));
  for (let round = 1; left.length > 0 && round <= ROUNDS; round += 1) {
    if (round > 1) await account.pause();
    const next: typeof left = [];
    for (const one of left) {
      const reason = await remove(one).then(
        () => '',
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      );
      const isMissing = reason === 'NoSuchEntityException' || reason === 'NoSuchBucket';
      const missed = isMissing ? one.missed + 1 : 0;
      if (missed < 2) next.push({ ...one, missed, reason: isMissing ? '' : reason });
    }
    left = next;
  }
  const stuck = left.filter(({ reason }) => reason !== '').map(({ name, reason }) => `${name} (${reason})`);
  if (stuck.length > 0) throw new Error(`Not removed: ${stuck.join(', ')}. The next run tries again.`);
}

async function removePolicy(iam: IAMClient, PolicyArn: string): Promise<void> {
  const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  for (const { VersionId, IsDefaultVersion } of Versions) {
    if (IsDefaultVersion !== true) await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
  }
  await iam.send(new DeletePolicyCommand({ PolicyArn }));
}

async function removeBucket(s3: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    if (Contents.length === 0) break;
    for (let start = 0; start < Contents.length; start += AT_ONCE) {
      const some = Contents.slice(start, start + AT_ONCE);
      await Promise.all(some.map(({ Key }) => s3.send(new DeleteObjectCommand({ Bucket, Key }))));
    }
  }
  await s3.send(new DeleteBucketCommand({ Bucket }));
}
