import type { Context } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import type { RateLimiter } from '../http/rate-limiter.ts';
import { createRateLimiter } from '../http/rate-limiter.ts';
import type { TrustedProxies } from '../http/source-address/source-address.ts';
import type { Writer } from '../policy/writer/writer.ts';
import type { BackendConfig } from './config.ts';
import type { Clock, Log, ObjectStore, PolicyStore, PolicyVersion, RandomBytes } from './ports.ts';

/** What one process remembers. Losing it (a crash, a new Lambda environment) costs a round trip, never a promise. */
export interface ProcessMemory {
  /** Documents by version id; a version never changes, but a policy that is created again starts at `v1` again. */
  readonly documents: Map<string, KnownDocument>;
  /** S3 texts that may be a few seconds old: member records and the baseline. */
  readonly records: Map<string, { readonly readAt: number; readonly body: Promise<string | undefined> }>;
  /** Labels by lease key; a lease record never changes. */
  readonly labels: Map<string, string | undefined>;
  /** The newest listing of the policy's versions, for `GET /v1/me` only. */
  listing: { readonly at: number; readonly versions: Promise<readonly PolicyVersion[]> } | undefined;
  /** The write under way in this process, which later requests join. */
  writer: Writer | undefined;
  /** The largest document that IAM accepts, where it allows less than it documents, and since when this is known. */
  sizeLimit: { readonly limit: number; readonly at: number } | undefined;
  /** When members who reached their ceiling may ask again, ms since the epoch, by member id. */
  readonly limitedUntil: Map<string, number>;
  /** When this process last wrote without finding the lock held, ms since the epoch. */
  uncontendedAt: number | undefined;
  /** Ids of lock holders of this process that have responded and will not use the lock. */
  readonly abandonedHolders: Set<string>;
  readonly rates: RateLimiter;
}

export interface KnownDocument {
  readonly document: string;
  /** The version's creation time as IAM gives it, ms since the epoch. */
  readonly createdAt: number;
}

/** A process that remembers nothing yet. */
export function createMemory(): ProcessMemory {
  return {
    documents: new Map(),
    records: new Map(),
    labels: new Map(),
    listing: undefined,
    writer: undefined,
    uncontendedAt: undefined,
    limitedUntil: new Map(),
    sizeLimit: undefined,
    abandonedHolders: new Set(),
    rates: createRateLimiter(),
  };
}

/** Everything the backend's logic touches; entry points, tests and the simulation differ only in this. */
export interface AllowlistDeps {
  readonly config: BackendConfig;
  readonly objects: ObjectStore;
  readonly policies: PolicyStore;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly memory: ProcessMemory;
}

export interface BackendDeps extends AllowlistDeps {
  /**
   * The peer of this request that the socket or API Gateway saw, as text; `undefined` when it is not known. Never from a
   * query, a body or a header.
   */
  readonly sourceAddress: (c: Context<AppEnv>) => string | undefined;
  /** Which peers are proxies that are believed about `X-Forwarded-For`; none when absent. */
  readonly trustedProxies?: TrustedProxies;
}
