import type { Family } from '@genkan/shared/address';
import type { LeaseRecord } from '@genkan/shared/lease';
import type { AuditRecord } from '../../audit/audit-trail.ts';
import type { AllowlistDeps } from '../../deps.ts';
import type { LivePolicy } from '../../policy/versions/live-policy.ts';
import type { Attachments, HealthResult, Schedule, Tag } from '../../runtime/account-port.ts';
import type { PolicyVersion } from '../../runtime/ports.ts';
import type { AppliedState } from '../../store/applied.ts';

/** What one check found. */
export interface Finding {
  readonly check: string;
  /** The target it is about, where there are several; absent for the deployment itself. */
  readonly target?: string;
  readonly status: 'ok' | 'warning' | 'failure';
  readonly message: string;
  /** What to do about it; absent when all is well. */
  readonly fix?: string;
}

/** A value that was read, or why it could not be read, as a phrase without a full stop. */
export type Fact<T> =
  | { readonly known: true; readonly value: T }
  | {
      readonly known: false;
      readonly why: string;
      /** The permission that the administrator lacks, where that is the reason. */
      readonly permission?: string;
    };

/** One endpoint of the deployment: the address families of its name, and its response over each. */
export interface EndpointFacts {
  readonly url: string;
  readonly families: Fact<readonly Family[]>;
  readonly responses: ReadonlyMap<Family, Fact<HealthResult>>;
}

/** Everything that the checks look at, read once. */
export interface DeploymentFacts {
  readonly deps: AllowlistDeps;
  /** This machine's time, ms since the epoch. */
  readonly now: number;
  readonly awsTime: Fact<number>;
  readonly versions: Fact<readonly PolicyVersion[]>;
  readonly live: Fact<Pick<LivePolicy, 'version' | 'document'>>;
  readonly baseline: Fact<string | undefined>;
  readonly records: Fact<readonly LeaseRecord[]>;
  readonly applied: Fact<AppliedState | undefined>;
  readonly auditEvents: Fact<readonly AuditRecord[]>;
  readonly lock: Fact<{ readonly takenAt: number; readonly expired: boolean } | undefined>;
  readonly members: Fact<{
    readonly count: number;
    readonly broken: readonly string[];
    /** When the first member was added, ms since the epoch. */
    readonly firstAt: number | undefined;
  }>;
  readonly attachments: Fact<Attachments>;
  /** Roles among the attached ones in which functions run. */
  readonly functionRoles: Fact<readonly string[]>;
  readonly schedules: Fact<readonly Schedule[]>;
  readonly tags: Fact<readonly Tag[]>;
  /** How the bucket keeps new object versions by default, in words. */
  readonly retention: Fact<string | undefined>;
  /** Confirmed subscriptions of the alarm topic. */
  readonly alarmSubscriptions: Fact<number | 'none' | undefined>;
  readonly endpoints: { readonly ipv4?: EndpointFacts; readonly dualStack?: EndpointFacts };
}

/** What is read of each further target: its policy and its state. */
export type TargetFacts = Pick<
  DeploymentFacts,
  'deps' | 'now' | 'versions' | 'live' | 'baseline' | 'records' | 'applied' | 'auditEvents' | 'lock'
>;

/** Checks one subject. Returns no finding where another check reports what is missing. */
export type Check = (facts: DeploymentFacts) => readonly Finding[];

/** A check of one policy and its state. */
export type TargetCheck = (facts: TargetFacts) => readonly Finding[];

export function ok(check: string, message: string): Finding {
  return { check, status: 'ok', message };
}

export function warning(check: string, message: string, fix: string): Finding {
  return { check, status: 'warning', message, fix };
}

export function failure(check: string, message: string, fix: string): Finding {
  return { check, status: 'failure', message, fix };
}

/** For a fact that could not be read: a warning where only a permission is missing, otherwise the severity of the check. */
export function unknown(
  check: string,
  fact: { readonly why: string; readonly permission?: string },
  otherwise: (check: string, message: string, fix: string) => Finding,
  fix: string,
): Finding {
  if (fact.permission === undefined) return otherwise(check, `${fact.why}.`, fix);
  return warning(
    check,
    `This could not be checked: you lack the permission ${fact.permission}.`,
    `Allow yourself ${fact.permission}, or ask an administrator with it to run "genkan doctor".`,
  );
}
