import type { SourcePorts } from './http/source-address/source-ports.ts';
import { createGrantLimitMemory, type GrantLimitMemory } from './leases/grant-ceiling.ts';
import { createListingMemory, type ListingMemory } from './network-status/policy-view.ts';
import { createDocumentMemory, type DocumentMemory } from './policy/versions/live-policy.ts';
import { createQueueMemory, type QueueMemory } from './policy/writer/writer.ts';
import { createSizeMemory, type SizeMemory } from './policy/writer/writer-ports.ts';
import type { BackendConfig } from './runtime/config.ts';
import type { Clock, Log, ObjectStore, PolicyLocation, PolicyStore, RandomBytes } from './runtime/ports.ts';
import { createLabelMemory, type LabelMemory } from './store/leases.ts';
import { createLockMemory, type LockMemory } from './store/lock.ts';
import type { Member } from './store/members.ts';
import { createRecordMemory, type RecordMemory } from './store/records.ts';

/**
 * The caches of one process; each part belongs to the module that declares it. A process with empty caches (after a crash,
 * or a new Lambda environment) sends more requests to AWS, and keeps every promise.
 */
export interface ProcessMemory
  extends RecordMemory,
    LabelMemory,
    LockMemory,
    DocumentMemory,
    ListingMemory,
    SizeMemory,
    QueueMemory,
    GrantLimitMemory {
  /** The memories of the deployment's other targets. */
  readonly targets: Map<string, ProcessMemory>;
}

/** The memory of a process that has just started. */
export function createMemory(): ProcessMemory {
  return {
    ...createRecordMemory(),
    ...createLabelMemory(),
    ...createLockMemory(),
    ...createDocumentMemory(),
    ...createListingMemory(),
    ...createSizeMemory(),
    ...createQueueMemory(),
    ...createGrantLimitMemory(),
    targets: new Map(),
  };
}

/**
 * All that the backend's logic uses. Entry points, the command line, tests and the simulation build it; every other function
 * names the ports that it uses.
 */
export interface AllowlistDeps {
  readonly config: BackendConfig;
  readonly objects: ObjectStore;
  readonly policies: PolicyStore;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly memory: ProcessMemory;
  /** The target's id, for audit events; absent where there is only one. */
  readonly target?: string;
  /** Whether a member belongs to this target; absent where every member does. */
  readonly isMember?: (member: Member) => boolean;
  /** The same by the list of targets as it is now. */
  readonly isMemberNow?: (member: Member) => Promise<boolean>;
  /** Opens the policy of another target; absent where the deployment's own policy is the only one. */
  readonly openPolicy?: (location: PolicyLocation) => PolicyStore;
}

/** What the HTTP API uses besides. */
export interface BackendDeps extends AllowlistDeps, SourcePorts {}
