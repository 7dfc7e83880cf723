import type { Cidr } from '../address/cidr.ts';
import { CidrSet } from '../address/cidr-set.ts';
import { locateAllowlists } from '../policy/read.ts';
import type { LocatedAllowlist, LocatedPolicy, ReadOptions } from '../policy/types.ts';
import type { RenderRefusal } from './types.ts';

/** The blocks that the baseline names for an allowlist of the live document. */
export type BaselineNames = (allowlist: LocatedAllowlist) => CidrSet;

/** The same blocks as a list, in the baseline's order. */
export type BaselineBlocks = (allowlist: LocatedAllowlist) => readonly Cidr[];

/**
 * Reads the baseline. A live allowlist is matched with the same statement of the baseline (same Sid, or same content around
 * the list). One that has no match is taken to be named every block of the baseline, so that an office address is never
 * taken away by mistake.
 */
export function readBaseline(
  baseline: string,
  options: ReadOptions,
):
  | {
      readonly ok: true;
      readonly reading: LocatedPolicy;
      readonly names: BaselineNames;
      readonly blocks: BaselineBlocks;
    }
  | RenderRefusal {
  const reading = locateAllowlists(baseline, options);
  if (!reading.ok) return { ok: false, code: 'baseline_invalid', reason: reading.reason };
  const byIdentity = new Map<string, CidrSet>();
  const all = new CidrSet();
  for (const { identity, list } of reading.allowlists) {
    const same = byIdentity.get(identity) ?? new CidrSet();
    byIdentity.set(identity, same);
    for (const { cidr } of list.entries) {
      same.add(cidr);
      all.add(cidr);
    }
  }
  const cidrsOf = (allowlists: readonly LocatedAllowlist[]) =>
    allowlists.flatMap(({ list }) => list.entries.map(({ cidr }) => cidr));
  return {
    ok: true,
    reading,
    names: ({ identity }) => byIdentity.get(identity) ?? all,
    blocks: ({ identity }) =>
      cidrsOf(
        byIdentity.has(identity)
          ? reading.allowlists.filter((allowlist) => allowlist.identity === identity)
          : reading.allowlists,
      ),
  };
}
