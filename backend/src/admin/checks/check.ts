import type { LeaseRecord } from '@genkan/shared/lease';
import type { AllowlistDeps } from '../../deps.ts';
import type { PolicyVersion } from '../../ports.ts';
import type { AuditRecord } from '../../store/audit-trail.ts';

/** What one check found. */
export interface Finding {
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'failure';
  readonly message: string;
  /** What to do about it; absent when all is well. */
  readonly fix?: string;
}

/** Who carries the policy. */
export interface Attachments {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
}

/** An answer, or why there is none, in words. */
export type Fact<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly why: string };

/** How one of the deployment's endpoints answered. */
export interface EndpointAnswer {
  readonly url: string;
  readonly version?: string;
  /** The `Date` header, ms since the epoch. */
  readonly date?: number;
  readonly error?: string;
}

/** Everything that the checks look at, read once. */
export interface Facts {
  readonly deps: AllowlistDeps;
  readonly now: number;
  readonly versions: Fact<readonly PolicyVersion[]>;
  readonly live: Fact<string>;
  readonly baseline: Fact<string | undefined>;
  readonly records: Fact<readonly LeaseRecord[]>;
  readonly trail: Fact<readonly AuditRecord[]>;
  readonly lock: Fact<{ readonly takenAt: number; readonly expired: boolean } | undefined>;
  readonly attachments: Fact<Attachments>;
  readonly endpoints: { readonly ipv4?: EndpointAnswer; readonly dualStack?: EndpointAnswer };
}

/** Looks at one thing; answers nothing where another check has already said what is missing. */
export type Check = (facts: Facts) => readonly Finding[];
