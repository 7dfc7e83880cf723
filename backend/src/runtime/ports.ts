/**
 * The backend's ports. The entry points (`lambda.ts`, `server.ts`, the command line) build them from the AWS SDK and the
 * system clock; tests and the simulation build them from memory and virtual time.
 */

/** An object as read: its text and its ETag (quotes included, as S3 sends it). */
export interface StoredObject {
  readonly body: string;
  readonly etag: string;
}

/**
 * A condition on a write. S3 returns 412 when it does not hold.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
 */
export type WriteCondition = { readonly ifNoneMatch: '*' } | { readonly ifMatch: string };

/** The team's bucket. Reads and lists are strongly consistent. */
export interface ObjectStore {
  /** `undefined` when there is no such object. */
  get(key: string): Promise<StoredObject | undefined>;
  /** @throws {PreconditionFailedError} when the condition does not hold (S3: 412, or 404 for `ifMatch`). */
  put(key: string, body: string, condition?: WriteCondition): Promise<{ readonly etag: string }>;
  /** Deleting a missing object succeeds, except with a condition. @throws {PreconditionFailedError} */
  delete(key: string, condition?: { readonly ifMatch: string }): Promise<void>;
  /** All keys with the prefix, in UTF-8 order, all pages; optionally only those after `startAfter`. */
  list(prefix: string, startAfter?: string): Promise<readonly string[]>;
}

/** One version of the managed policy. Ids are `v1, v2, …` and only go up. */
export interface PolicyVersion {
  readonly id: string;
  readonly isDefault: boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** Whether two creation times are one: IAM gives whole seconds. */
export function isSameSecond(a: number, b: number): boolean {
  return Math.floor(a / 1000) === Math.floor(b / 1000);
}

/** Identifies a version among all versions, including those of a deleted policy with the same ARN. */
export type VersionIdentity = Pick<PolicyVersion, 'id' | 'createdAt'>;

/**
 * The one managed policy. Reads are eventually consistent; a version's document never changes.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
export interface PolicyStore {
  readonly arn: string;
  listVersions(): Promise<readonly PolicyVersion[]>;
  /**
   * The document as text, URL-decoded.
   * @param createdAt the version's creation time, where it is known: a version with the same id and another time belongs to a
   * policy that was deleted and created again under the same ARN, and does not count
   * @throws {PolicyNotFoundError}
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
   */
  getVersion(id: string, createdAt?: number): Promise<string>;
  /**
   * Creates a version and makes it the default. Returns its id and the creation time that IAM gave it, which every later
   * listing repeats: a version with the same id and another time belongs to a policy that was deleted and created again.
   * @throws {VersionLimitError} @throws {PolicySizeError}
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html
   */
  createVersion(document: string): Promise<VersionIdentity>;
  /** Deleting a version that is gone succeeds. @throws {DefaultVersionError} when it is the default. */
  deleteVersion(id: string): Promise<void>;
}

/** Where a policy is, and how the backend reaches it. */
export interface PolicyLocation {
  readonly policyArn: string;
  /** The role to assume in the policy's account; absent for a policy that the backend's own role may edit. */
  readonly roleArn?: string;
  /** What that role's trust policy demands. */
  readonly externalId?: string;
}

/** Time as a parameter, in milliseconds. */
export interface Clock {
  now(): number;
  /** Rejects as soon as `signal` aborts, and then leaves nothing behind. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Cryptographically secure random bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** One structured log line; fields hold no key, cookie or policy document. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** The condition of a conditional write did not hold: another writer was first. */
export class PreconditionFailedError extends Error {
  override readonly name = 'PreconditionFailedError';
}

/** The policy or the version does not exist. */
export class PolicyNotFoundError extends Error {
  override readonly name = 'PolicyNotFoundError';
}

/** All five version slots are taken. */
export class VersionLimitError extends Error {
  override readonly name = 'VersionLimitError';
}

/** The document is larger than IAM's limit for a managed policy. */
export class PolicySizeError extends Error {
  override readonly name = 'PolicySizeError';
}

/** The default version cannot be deleted. */
export class DefaultVersionError extends Error {
  override readonly name = 'DefaultVersionError';
}

/** IAM rejects the document as an invalid policy. */
export class MalformedPolicyError extends Error {
  override readonly name = 'MalformedPolicyError';
}

/** Which AWS service an error is about. */
export type AwsService = 'iam' | 's3' | 'scheduler';

/** AWS denied a call of the backend itself: its role lacks a permission, or the IP policy is attached to it. */
export class AccessRefusedError extends Error {
  override readonly name = 'AccessRefusedError';
  readonly service: AwsService;
  constructor(message: string, options: ErrorOptions & { readonly service?: AwsService } = {}) {
    super(message, options);
    this.service = options.service ?? 'iam';
  }
}

/** AWS does not let the backend assume the role of a target in another account. */
export class RoleRefusedError extends Error {
  override readonly name = 'RoleRefusedError';
  readonly roleArn: string;
  constructor(roleArn: string, options: ErrorOptions = {}) {
    super(`AWS does not let Genkan assume ${roleArn}`, options);
    this.roleArn = roleArn;
  }
}

/** Why AWS rejects every call of the backend, whatever its role allows. */
export type SetupFault = 'credentials' | 'clock' | 'region';

/**
 * AWS rejects every call of the backend: it has no usable credentials, its clock is wrong, or the call went to another
 * Region than the bucket's. Waiting does not help; an administrator has to correct it.
 */
export class AwsSetupError extends Error {
  override readonly name = 'AwsSetupError';
  readonly service: AwsService;
  readonly reason: SetupFault;
  constructor(
    message: string,
    options: ErrorOptions & { readonly service: AwsService; readonly reason: SetupFault },
  ) {
    super(message, options);
    this.service = options.service;
    this.reason = options.reason;
  }
}

/** The configured bucket does not exist. */
export class BucketNotFoundError extends Error {
  override readonly name = 'BucketNotFoundError';
}

/** AWS did not respond, throttled every retry, or failed. It is not known whether a write took effect. */
export class AwsUnavailableError extends Error {
  override readonly name = 'AwsUnavailableError';
  /** Whether AWS responded (throttled, 5xx), so that this call cannot take effect later; false after a time-out. */
  readonly answered: boolean;
  constructor(message: string, options: ErrorOptions & { readonly answered?: boolean } = {}) {
    super(message, options);
    this.answered = options.answered ?? false;
  }
}
