/** One version of a managed policy. A version's document never changes. */
export interface PolicyVersion {
  /** `v1, v2, …`; only ever goes up, also after deletes. */
  readonly versionId: string;
  /** As it was sent, not URL-encoded: that is the wire's business. */
  readonly document: string;
  readonly isDefaultVersion: boolean;
  /** Milliseconds since the epoch; on the wire IAM gives whole seconds. */
  readonly createDate: number;
}

/** To which entity a policy is attached. */
export interface PolicyEntity {
  readonly type: 'user' | 'group' | 'role';
  readonly name: string;
  /** `AIDA…`, `AGPA…` or `AROA…`. */
  readonly id: string;
}

/** A tag. Keys are unique in a policy whatever their case. */
export interface PolicyTag {
  readonly key: string;
  readonly value: string;
}

/** A customer managed policy with its versions, the oldest first. */
export interface ManagedPolicy {
  readonly arn: string;
  readonly policyId: string;
  readonly policyName: string;
  readonly path: string;
  readonly description: string;
  readonly createDate: number;
  readonly updateDate: number;
  readonly versions: readonly PolicyVersion[];
  /** The number of the next version. */
  readonly nextVersion: number;
  readonly entities: readonly PolicyEntity[];
  readonly tags: readonly PolicyTag[];
}

/** All policies of an account at one moment, by ARN. Never changed in place, so an old one can be kept and read. */
export type PolicyState = ReadonlyMap<string, ManagedPolicy>;
