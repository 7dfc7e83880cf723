import type { AuditPorts } from '../../audit/audit.ts';
import type { BackendConfig } from '../../runtime/config.ts';
import type { Clock, ObjectStore, PolicyStore } from '../../runtime/ports.ts';
import type { LockPorts } from '../../store/lock.ts';
import type { RecordPorts } from '../../store/records.ts';
import type { RenderPorts } from '../document/render.ts';
import type { VersionPorts } from '../versions/live-policy.ts';

/** The document size that IAM accepted last, after it refused a larger document. */
export interface SizeMemory {
  sizeLimit: { readonly limit: number; readonly at: number } | undefined;
}

export function createSizeMemory(): SizeMemory {
  return { sizeLimit: undefined };
}

/** What a writer uses while it holds the lock. Only the writer and the reconcile can create or delete a version. */
export type WriterPorts = AuditPorts &
  LockPorts &
  RecordPorts &
  RenderPorts &
  VersionPorts & {
    readonly config: Pick<BackendConfig, 'bucket' | 'memberGrants'>;
    readonly objects: ObjectStore;
    readonly policies: PolicyStore;
    readonly clock: Clock;
    readonly memory: SizeMemory;
  };
