import type { Family } from '@genkan/shared/address';

/** Who carries the policy, as an identity policy or as a permissions boundary. */
export interface Attachments {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
}

/** One entry of EventBridge Scheduler that starts a task of Genkan's. */
export interface Schedule {
  readonly name: string;
  readonly task: 'reset' | 'reconcile';
  readonly enabled: boolean;
}

/** How an endpoint answered `GET /healthz`. */
export interface HealthAnswer {
  readonly version: string;
  /** Its `Date` header, ms since the epoch. */
  readonly date?: number;
  /** The CDN that the response came through, by its headers. */
  readonly cdn?: string;
}

/** One tag of the policy. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What only an administrator asks of the world; the backend itself may not. */
export interface Outside {
  /** Needs iam:ListEntitiesForPolicy. */
  attachments(): Promise<Attachments>;
  /** Do Lambda functions run in this role? Needs iam:GetRole. */
  isFunctionRole(role: string): Promise<boolean>;
  /** The policy's tags. Needs iam:ListPolicyTags. */
  policyTags(): Promise<readonly Tag[]>;
  /**
   * How the bucket keeps new object versions by default, in words; `undefined` when it does not. Needs
   * s3:GetBucketObjectLockConfiguration.
   */
  defaultRetention(): Promise<string | undefined>;
  /**
   * How many confirmed subscriptions the alarm topic has; `none` for a deployment without a topic, `undefined` when the
   * settings do not say. Needs sns:ListSubscriptionsByTopic.
   */
  alarmSubscriptions(): Promise<number | 'none' | undefined>;
  /** Genkan's schedules in EventBridge Scheduler. Needs scheduler:ListSchedules and scheduler:GetSchedule. */
  schedules(): Promise<readonly Schedule[]>;
  /** AWS's own clock, ms since the epoch. Needs no permission. */
  awsTime(): Promise<number>;
  /** The address families that a host name has. */
  familiesOf(host: string): Promise<readonly Family[]>;
  /** Asks an endpoint for its health over one address family. @throws when it does not answer as Genkan does */
  knock(endpoint: string, family: Family): Promise<HealthAnswer>;
}
