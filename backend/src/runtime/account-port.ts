import type { Family } from '@genkan/shared/address';

/** What the policy is attached to, as an identity policy or as a permissions boundary. */
export interface Attachments {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
}

/** One entry of EventBridge Scheduler that starts a task of Genkan. */
export interface Schedule {
  readonly name: string;
  readonly task: 'reset' | 'reconcile';
  readonly enabled: boolean;
}

/** One tag of the policy. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What only an administrator reads in the AWS account; the backend's roles may not. */
export interface AccountPort {
  /** Of the deployment's own policy, or of another one of the account. Needs iam:ListEntitiesForPolicy. */
  attachments(policyArn?: string): Promise<Attachments>;
  /** Whether Lambda functions run in this role. Needs iam:GetRole. */
  isFunctionRole(role: string): Promise<boolean>;
  /** The policy's tags. Needs iam:ListPolicyTags. */
  policyTags(): Promise<readonly Tag[]>;
  /**
   * How long the bucket keeps new object versions by default, in words; `undefined` when it does not. Needs
   * s3:GetBucketObjectLockConfiguration.
   */
  defaultRetention(): Promise<string | undefined>;
  /**
   * How many confirmed subscriptions the alarm topic has; `none` for a deployment without a topic, `undefined` when the
   * settings do not name one. Needs sns:ListSubscriptionsByTopic.
   */
  alarmSubscriptions(): Promise<number | 'none' | undefined>;
  /** Genkan's schedules in EventBridge Scheduler. Needs scheduler:ListSchedules and scheduler:GetSchedule. */
  schedules(): Promise<readonly Schedule[]>;
  /** The time of AWS's clock, ms since the epoch. Needs no permission. */
  awsTime(): Promise<number>;
}

/** Changes of IAM that only an administrator makes, with the administrator's own credentials. */
export interface IdentityPort {
  /** Creates a managed policy; one of that name and path is left as it is. @returns its ARN. Needs iam:CreatePolicy. */
  createPolicy(policy: {
    readonly name: string;
    readonly path: string;
    readonly document: string;
  }): Promise<string>;
  /** Needs iam:AttachUserPolicy. */
  attachToUser(user: string, policyArn: string): Promise<void>;
  /** The user's groups to which the policy is attached. Needs iam:ListGroupsForUser and iam:ListEntitiesForPolicy. */
  groupsWith(user: string, policyArn: string): Promise<readonly string[]>;
  /** @returns whether it was attached to the user itself. Needs iam:DetachUserPolicy. */
  detachFromUser(user: string, policyArn: string): Promise<boolean>;
}

/** The response of an endpoint to `GET /healthz`. */
export interface HealthResult {
  readonly version: string;
  /** Its `Date` header, ms since the epoch. */
  readonly date?: number;
  /** The CDN that the response came through, by its headers. */
  readonly cdn?: string;
}

/** Requests to the deployment's own endpoints. */
export interface EndpointPort {
  /** The address families that a host name has. */
  familiesOf(host: string): Promise<readonly Family[]>;
  /** Requests the health of an endpoint over one address family. @throws when the response is not one of Genkan */
  requestHealth(endpoint: string, family: Family): Promise<HealthResult>;
}
