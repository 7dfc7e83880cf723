import { type Address, bitsOf } from '../address/address.ts';
import { blockOf, type Cidr, contains } from '../address/cidr.ts';
import { CidrSet } from '../address/cidr-set.ts';
import { locateFences } from '../policy/read.ts';
import type { LocatedFence, ReadOptions } from '../policy/types.ts';
import { readBaseline } from './baseline.ts';
import type { RenderLease, RenderRefusal } from './types.ts';

/** Whether an address passes every fence, by which entry, and until when (milliseconds) if a lease is what lets it in. */
export type Access =
  | {
      readonly allowed: true;
      readonly by: 'baseline' | 'lease' | 'manual';
      readonly entry: string;
      readonly until?: number;
    }
  | { readonly allowed: false };

/**
 * Says whether the live document lets the address in, and why. With several fences it must pass them all, and the one
 * that closes first explains: a lease before a manual edit before the baseline.
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
  const live = locateFences(input.live, input);
  if (!live.ok) return { ok: false, code: 'policy_unsupported', reason: `the live policy: ${live.reason}` };

  const alone = blockOf(input.address, bitsOf(input.address.family));
  const passes = live.fences.map((fence) => explainFence(fence, baseline.names(fence), input.active, alone));
  const [first, ...others] = passes;
  if (first === undefined) return { ok: true, access: { allowed: false } };
  return { ok: true, access: others.reduce(weaker, first) };
}

/** What lets the address through one fence: the baseline if it does, else the lease that ends last, else a manual entry. */
function explainFence(
  fence: LocatedFence,
  named: CidrSet,
  active: readonly RenderLease[],
  alone: Cidr,
): Access {
  const leases = active.filter(({ cidr }) => contains(cidr, alone));
  const reasons = fence.cidrs.flatMap((cidr, index): Access[] => {
    const entry = fence.entries[index];
    if (entry === undefined || !contains(cidr, alone)) return [];
    if (named.has(cidr)) return [{ allowed: true, by: 'baseline', entry }];
    const own = new CidrSet([cidr]);
    const ends = leases.filter((lease) => own.has(lease.cidr)).map(({ endsAt }) => endsAt);
    if (ends.length === 0) return [{ allowed: true, by: 'manual', entry }];
    return [{ allowed: true, by: 'lease', entry, until: Math.max(...ends) }];
  });
  const [first, ...others] = reasons;
  return first === undefined ? { allowed: false } : others.reduce(stronger, first);
}

const STRENGTH = { baseline: 2, lease: 1, manual: 0 };

function stronger(a: Access, b: Access): Access {
  if (!a.allowed) return b;
  if (!b.allowed) return a;
  if (a.by !== b.by) return STRENGTH[b.by] > STRENGTH[a.by] ? b : a;
  return (b.until ?? 0) > (a.until ?? 0) ? b : a;
}

const CLOSES_LAST = { baseline: 2, manual: 1, lease: 0 };

function weaker(a: Access, b: Access): Access {
  if (!a.allowed) return a;
  if (!b.allowed) return b;
  if (a.by !== b.by) return CLOSES_LAST[b.by] < CLOSES_LAST[a.by] ? b : a;
  return (b.until ?? 0) < (a.until ?? 0) ? b : a;
}
