import { type Address, bitsOf } from '../address/address.ts';
import { blockOf, type Cidr, contains } from '../address/cidr.ts';
import type { CidrSet } from '../address/cidr-set.ts';
import { locateAllowlists } from '../policy/read.ts';
import { type AddressDeny, addressDenyOf } from '../policy/review/address-deny.ts';
import type { LocatedAllowlist, ReadOptions } from '../policy/types.ts';
import { readBaseline } from './baseline.ts';
import type { RenderLease, RenderRefusal } from './types.ts';

/** Why an address is allowed: by which entry, and until when (milliseconds) if it is a lease. */
interface Pass {
  readonly allowed: true;
  readonly by: 'baseline' | 'lease' | 'manual';
  readonly entry: string;
  readonly until?: number;
}

/** An address that does not pass; `blockedBy` names the statement when a lease cannot change that. */
interface NoPass {
  readonly allowed: false;
  readonly blockedBy?: AddressDeny;
}

/** Whether an address passes every allowlist, and how. */
export type Access = Pass | NoPass;

/**
 * Says whether the live document lets the address in, and why. With several allowlists it must pass them all, and no other
 * statement may deny it. Where another statement only may deny it, the address is not called allowed; until it passes the
 * allowlists, a lease is what it lacks.
 */
export function explainAccess(
  input: {
    readonly live: string;
    readonly baseline: string;
    readonly active: readonly RenderLease[];
    readonly address: Address;
  } & ReadOptions,
): { readonly ok: true; readonly access: Access } | RenderRefusal {
  const baseline = readBaseline(input.baseline, input);
  if (!baseline.ok) return baseline;
  const live = locateAllowlists(input.live, input);
  if (!live.ok) return { ok: false, code: 'policy_unsupported', reason: live.reason };

  const denied = addressDenyOf(live, input.address);
  if (denied?.isCertain) return { ok: true, access: { allowed: false, blockedBy: denied } };
  const alone = blockOf(input.address, bitsOf(input.address.family));
  let access: Access = { allowed: false };
  for (const allowlist of live.allowlists) {
    const pass = explainAllowlist(allowlist, baseline.names(allowlist), input.active, alone);
    if (pass === undefined) return { ok: true, access: { allowed: false } };
    if (!access.allowed || accessEnd(pass) < accessEnd(access)) access = pass;
  }
  return { ok: true, access: denied ? { allowed: false, blockedBy: denied } : access };
}

/** Of several allowlists the one with the earliest end explains: a lease, before an entry made by hand, before the baseline. */
function accessEnd({ by, until }: Pass): number {
  return until ?? (by === 'manual' ? Number.MAX_VALUE : Number.POSITIVE_INFINITY);
}

/** What lets the address through one allowlist: the baseline if it does, else the lease that ends last, else a manual entry. */
function explainAllowlist(
  allowlist: LocatedAllowlist,
  named: CidrSet,
  active: readonly RenderLease[],
  alone: Cidr,
): Pass | undefined {
  const leases = active.filter(({ cidr }) => contains(cidr, alone));
  let best: Pass | undefined;
  for (const { cidr, spelled: entry } of allowlist.list.entries) {
    if (!contains(cidr, alone)) continue;
    if (named.has(cidr)) return { allowed: true, by: 'baseline', entry };
    // Lease and entry both hold the address, so the same prefix means the same block.
    const ends = leases.filter((lease) => lease.cidr.prefix === cidr.prefix).map(({ endsAt }) => endsAt);
    // Of no lease, the end is infinitely long ago.
    const until = Math.max(...ends);
    if (best === undefined || until > (best.until ?? Number.NEGATIVE_INFINITY)) {
      best =
        ends.length === 0
          ? { allowed: true, by: 'manual', entry }
          : { allowed: true, by: 'lease', entry, until };
    }
  }
  return best;
}
