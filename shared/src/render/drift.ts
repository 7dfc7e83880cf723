import type { Cidr } from '../address/cidr.ts';
import { CidrSet } from '../address/cidr-set.ts';
import { diffReadings } from '../policy/diff/diff.ts';
import { locateAllowlists } from '../policy/read.ts';
import type { ReadOptions } from '../policy/types.ts';
import { readBaseline } from './baseline.ts';
import type { RenderLease } from './types.ts';

/** What neither the baseline nor a lease explains in the live document: an edit by hand. */
export interface Drift {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly other: readonly string[];
}

/**
 * Compares the live document, lease entries left aside, with the baseline. An ended lease that is still in the document
 * is no drift: the next reconcile removes it. Never throws; a document that cannot be read is reported in `other`.
 */
export function findDrift(
  input: {
    readonly live: string;
    readonly baseline: string;
    readonly active: readonly RenderLease[];
    readonly ended: readonly Cidr[];
  } & ReadOptions,
): Drift {
  const baseline = readBaseline(input.baseline, input);
  if (!baseline.ok) return { added: [], removed: [], other: [`the baseline: ${baseline.reason}`] };
  const live = locateAllowlists(input.live, input);
  if (!live.ok) return { added: [], removed: [], other: [`the live policy: ${live.reason}`] };

  const leased = new CidrSet([...input.active.map(({ cidr }) => cidr), ...input.ended]);
  const { added, removed, other } = diffReadings(
    { text: input.baseline, reading: baseline.reading },
    { text: input.live, reading: live },
    leased,
  );
  return { added, removed, other };
}
