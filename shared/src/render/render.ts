import type { Cidr } from '../address/cidr.ts';
import { CidrSet } from '../address/cidr-set.ts';
import { editLists } from '../policy/edit.ts';
import { locateFences } from '../policy/read.ts';
import { MAX_POLICY_SIZE, policySize } from '../policy/size.ts';
import type { LocatedFence } from '../policy/types.ts';
import { type BaselineNames, readBaseline } from './baseline.ts';
import { ListDraft } from './draft.ts';
import type { RenderLease, RenderOptions, RenderResult } from './types.ts';
import { type Wanted, wantedBlocks } from './wanted.ts';

/**
 * The document that should be live after a grant or a reconcile: the live document, its lists without ended leases
 * (unless the baseline names the block or an active lease has it), with the active leases. Addresses that somebody put
 * in or took out by hand stay so. A document that needs no change comes back byte for byte.
 */
export function renderGrant(
  input: {
    readonly live: string;
    readonly baseline: string;
    readonly active: readonly RenderLease[];
    readonly ended: readonly Cidr[];
  } & RenderOptions,
): RenderResult {
  const baseline = readBaseline(input.baseline, input);
  if (!baseline.ok) return baseline;
  const live = locateFences(input.live, input);
  if (!live.ok) return { ok: false, code: 'policy_unsupported', reason: `the live policy: ${live.reason}` };
  return render(input.live, live.fences, baseline.names, input, input.ended);
}

/** The document that a reset makes live: the baseline, with the leases that outlive the reset. */
export function renderReset(
  input: { readonly baseline: string; readonly active: readonly RenderLease[] } & RenderOptions,
): RenderResult {
  const baseline = readBaseline(input.baseline, input);
  if (!baseline.ok) return baseline;
  const reading = locateFences(input.baseline, input);
  if (!reading.ok) return { ok: false, code: 'baseline_invalid', reason: `the baseline: ${reading.reason}` };
  const limit = input.limit ?? MAX_POLICY_SIZE;
  const size = policySize(input.baseline);
  if (size > limit) {
    const reason = `the baseline: it has ${size} characters, and IAM takes ${limit}`;
    return { ok: false, code: 'baseline_invalid', reason };
  }
  return render(input.baseline, reading.fences, baseline.names, input, []);
}

function render(
  document: string,
  fences: readonly LocatedFence[],
  names: BaselineNames,
  { active, limit = MAX_POLICY_SIZE }: { readonly active: readonly RenderLease[] } & RenderOptions,
  ended: readonly Cidr[],
): RenderResult {
  const wanted = wantedBlocks(active);
  const wantedSet = new CidrSet(wanted.map(({ cidr }) => cidr));
  const endedSet = new CidrSet(ended);
  const drafts = fences.map((fence) => new ListDraft(document, fence));
  const around = policySize(document) - sizeOf(drafts);

  for (const draft of drafts) {
    const named = names(draft.fence);
    draft.removeWhere((cidr) => endedSet.has(cidr) && !wantedSet.has(cidr) && !named.has(cidr));
  }
  let leftOut = addAll(drafts, wanted, limit - around);
  if (leftOut.length > 0) {
    dropCovered(drafts, wantedSet, names);
    leftOut = addAll(drafts, leftOut, limit - around);
  }

  const empty = drafts.find(({ isEmpty }) => isEmpty);
  if (empty !== undefined) {
    const reason =
      `the live policy: without ended leases, statement ${empty.fence.statement}'s list would be empty, which denies ` +
      'everyone; put an address into it or reset to the baseline';
    return { ok: false, code: 'policy_unsupported', reason };
  }
  const rendered = editLists(
    document,
    drafts.map(({ edit }) => edit),
  );
  if (rendered !== document && around + sizeOf(drafts) > limit) {
    const reason = `the live policy: even without leases it has more than the ${limit} characters that IAM takes`;
    return { ok: false, code: 'policy_unsupported', reason };
  }
  const leases = leftOut.flatMap((block) => block.leases);
  const ends = wanted.filter(({ cidr }) =>
    drafts.some((draft) => draft.has(cidr) && !names(draft.fence).has(cidr)),
  );
  return {
    ok: true,
    document: rendered,
    added: [...new Set(drafts.flatMap(({ added }) => added))],
    removed: [...new Set(drafts.flatMap(({ removed }) => removed))],
    leftOut: leases,
    fits: active.length - leases.length,
    ...(ends.length === 0 ? {} : { nextEnd: Math.min(...ends.map(({ endsAt }) => endsAt)) }),
  };
}

function sizeOf(drafts: readonly ListDraft[]): number {
  return drafts.reduce((sum, { size }) => sum + size, 0);
}

/** Adds each block to every list that does not cover it, all lists or none. Answers those that do not fit. */
function addAll(drafts: readonly ListDraft[], wanted: readonly Wanted[], room: number): readonly Wanted[] {
  let size = sizeOf(drafts);
  return wanted.filter(({ cidr, text }) => {
    const lacking = drafts.filter((draft) => !draft.covers(cidr));
    const grown = lacking.reduce((sum, draft) => sum + draft.growth(text), size);
    if (lacking.length > 0 && grown > room) return true;
    for (const draft of lacking) draft.add(cidr, text);
    size = grown;
    return false;
  });
}

/** Takes out lease entries that a wider entry of the same list covers: they let nobody in who is not in already. */
function dropCovered(drafts: readonly ListDraft[], leases: CidrSet, names: BaselineNames): void {
  for (const draft of drafts) {
    const named = names(draft.fence);
    draft.removeWhere((cidr) => leases.has(cidr) && !named.has(cidr) && draft.coversWider(cidr));
  }
}
