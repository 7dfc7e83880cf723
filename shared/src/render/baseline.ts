import type { Cidr } from '../address/cidr.ts';
import { CidrSet } from '../address/cidr-set.ts';
import { locateFences } from '../policy/read.ts';
import type { LocatedFence, LocatedPolicy, ReadOptions } from '../policy/types.ts';
import type { RenderRefusal } from './types.ts';

/** The blocks that the baseline names for a fence of the live document. */
export type BaselineNames = (fence: LocatedFence) => CidrSet;

/** The same blocks as a list, in the baseline's order. */
export type BaselineBlocks = (fence: LocatedFence) => readonly Cidr[];

/**
 * Reads the baseline. A live fence is matched with the same statement of the baseline (same Sid, or same content around
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
  const reading = locateFences(baseline, options);
  if (!reading.ok) return { ok: false, code: 'baseline_invalid', reason: reading.reason };
  const byIdentity = new Map<string, CidrSet>();
  const all = new CidrSet();
  for (const { identity, list } of reading.fences) {
    const same = byIdentity.get(identity) ?? new CidrSet();
    byIdentity.set(identity, same);
    for (const { cidr } of list.entries) {
      same.add(cidr);
      all.add(cidr);
    }
  }
  const cidrsOf = (fences: readonly LocatedFence[]) =>
    fences.flatMap(({ list }) => list.entries.map(({ cidr }) => cidr));
  return {
    ok: true,
    reading,
    names: ({ identity }) => byIdentity.get(identity) ?? all,
    blocks: ({ identity }) =>
      cidrsOf(
        byIdentity.has(identity)
          ? reading.fences.filter((fence) => fence.identity === identity)
          : reading.fences,
      ),
  };
}
