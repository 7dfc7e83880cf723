import type { Address } from '@genkan/shared/address';
import type { LeaseRecord } from '@genkan/shared/lease';
import { type Access, explainAccess } from '@genkan/shared/render';
import { type RenderPorts, refusal, requireBaseline, resolveRecords } from '../policy/document/render.ts';
import {
  findLivePolicy,
  type LivePolicy,
  prefetchDocument,
  type VersionPorts,
} from '../policy/versions/live-policy.ts';
import type { BackendConfig } from '../runtime/config.ts';
import type { ObjectStore, PolicyVersion } from '../runtime/ports.ts';
import { ProblemError } from '../runtime/problems.ts';
import { LISTING_CACHE_MS } from '../runtime/timing.ts';
import { readApplied, requireOwnState } from '../store/applied.ts';
import { BASELINE_KEY } from '../store/baseline.ts';
import { listLeases } from '../store/leases.ts';
import { type RecordPorts, readCached } from '../store/records.ts';

/** The newest listing of the policy's versions, for `GET /v1/me` only. */
export interface ListingMemory {
  listing: { readonly at: number; readonly versions: Promise<readonly PolicyVersion[]> } | undefined;
}

export function createListingMemory(): ListingMemory {
  return { listing: undefined };
}

/** The ports of the network status; none of them can write. */
export type StatusPorts = RecordPorts &
  RenderPorts &
  VersionPorts & {
    readonly config: Pick<BackendConfig, 'bucket'>;
    readonly objects: Pick<ObjectStore, 'get' | 'list'>;
    readonly memory: ListingMemory;
  };

/** The current state, read without a write. */
export interface PolicyView {
  readonly live: LivePolicy;
  readonly baseline: string;
  readonly active: readonly LeaseRecord[];
}

/**
 * Reads everything concurrently in one round: at most one listing from IAM, and a document only when this process has not
 * cached the default version.
 */
export async function readView(deps: StatusPorts): Promise<PolicyView> {
  const [versions, records, applied, baseline] = await Promise.all([
    listVersionsCached(deps),
    listLeases(deps.objects),
    readApplied(deps.objects).then(async (found) => {
      requireOwnState(deps, found?.state);
      await prefetchDocument(deps, found?.state);
      return found;
    }),
    readCached(deps, BASELINE_KEY),
  ]);
  const live = await findLivePolicy(deps, versions, applied?.state);
  return { live, baseline: requireBaseline(baseline), active: resolveRecords(deps, records).active };
}

/** Whether the live policy allows the address, and by which entry. @throws {ProblemError} */
export function explain(deps: Pick<RenderPorts, 'config'>, view: PolicyView, address: Address): Access {
  const result = explainAccess({
    live: view.live.document,
    baseline: view.baseline,
    active: view.active,
    address,
    ...(deps.config.sids && { sids: deps.config.sids }),
  });
  if (!result.ok) throw new ProblemError(result.code, refusal(result.code, result.reason));
  return result.access;
}

/** Simultaneous requests share one listing. It may lag behind Genkan's own writes, which the applied state contains. */
function listVersionsCached(deps: StatusPorts): Promise<readonly PolicyVersion[]> {
  const { memory } = deps;
  const now = deps.clock.now();
  if (memory.listing && now >= memory.listing.at && now - memory.listing.at < LISTING_CACHE_MS) {
    return memory.listing.versions;
  }
  const listing = { at: now, versions: deps.policies.listVersions() };
  memory.listing = listing;
  listing.versions.catch(() => {
    if (memory.listing === listing) memory.listing = undefined;
  });
  return listing.versions;
}
