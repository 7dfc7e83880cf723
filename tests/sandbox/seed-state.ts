import type { S3Object } from './aws/s3/s3-object.ts';
import type { AwsSandbox } from './aws/sandbox.ts';

/** The content of the team's bucket and policy at one moment. */
export interface SeedState {
  readonly objects: readonly S3Object[];
  readonly document: string;
}

interface Place {
  readonly policyArn: string;
  readonly bucket: string;
}

/** Copies the state, for {@link restoreSeedState}. */
export function takeSeedState({ iam, s3 }: AwsSandbox, { policyArn, bucket }: Place): SeedState {
  return {
    objects: s3.bucket(bucket).list().objects,
    document: iam.current.defaultVersion(policyArn).document,
  };
}

/**
 * Restores the state: the bucket's objects, and the document as the newest default version, because version ids only
 * increase. Faults are cleared.
 */
export function restoreSeedState({ iam, s3, faults }: AwsSandbox, place: Place, state: SeedState): void {
  faults.clear();
  const { policyArn } = place;
  const bucket = s3.bucket(place.bucket);
  for (const { key } of bucket.list().objects) bucket.delete(key);
  for (const { key, body, headers } of state.objects) bucket.put(key, body, { headers });
  for (const { versionId, isDefaultVersion } of iam.current.getPolicy(policyArn).versions)
    if (!isDefaultVersion) iam.deletePolicyVersion(policyArn, versionId);
  if (iam.current.defaultVersion(policyArn).document !== state.document)
    iam.createPolicyVersion(policyArn, state.document, true);
}
