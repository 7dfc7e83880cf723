import type { CidrSet } from '../address/cidr-set.ts';
import type { BaselineNames } from './baseline.ts';
import type { ListDraft } from './draft.ts';
import type { Wanted } from './wanted.ts';

/** Characters of all lists together, as IAM counts. */
export function sizeOf(drafts: readonly ListDraft[]): number {
  return drafts.reduce((sum, { size }) => sum + size, 0);
}

/**
 * Brings blocks into the lists, the oldest lease first, while there is room. When the room runs out, lease entries that a
 * wider entry covers leave first. Neighbours are never merged: an entry stays recognisable as one lease's.
 * @param limits `room`: the size all lists may have; `leases`: blocks of active leases; `names`: the baseline's blocks
 * @returns the blocks that do not fit
 */
export function fitAll(
  drafts: readonly ListDraft[],
  wanted: readonly Wanted[],
  limits: { readonly room: number; readonly leases: CidrSet; readonly names: BaselineNames },
): readonly Wanted[] {
  let omitted = addAll(drafts, wanted, limits.room);
  for (let before = wanted.length + 1; omitted.length > 0 && omitted.length < before; ) {
    before = omitted.length;
    // Again and again: a lease that came in may cover one that was left out, or one that takes room.
    dropCovered(drafts, limits.leases, limits.names);
    omitted = addAll(drafts, omitted, limits.room);
  }
  return omitted;
}

/** Adds each block to every list that does not cover it: all lists must let it in, so it is all or none. */
function addAll(drafts: readonly ListDraft[], wanted: readonly Wanted[], room: number): readonly Wanted[] {
  let size = sizeOf(drafts);
  return wanted.filter(({ cidr, text }) => {
    const lacking = drafts.filter((draft) => !draft.covers(cidr));
    const grown = lacking.reduce((sum, draft) => sum + draft.growth(text), size);
    if (lacking.length > 0 && grown > room) return true;
    for (const draft of lacking) draft.add({ cidr, text });
    size = grown;
    return false;
  });
}

/** Takes out lease entries that a wider entry of the same list covers: they allow no further address. */
function dropCovered(drafts: readonly ListDraft[], leases: CidrSet, names: BaselineNames): void {
  for (const draft of drafts) {
    const named = names(draft.allowlist);
    draft.removeWhere((cidr) => leases.has(cidr) && !named.has(cidr) && draft.coversWider(cidr));
  }
}
