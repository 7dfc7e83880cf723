import { type Cidr, formatCidr } from '../address/cidr.ts';
import { CidrSet } from '../address/cidr-set.ts';
import { editLists } from '../policy/edit.ts';
import { locateAllowlists } from '../policy/read.ts';
import { MAX_POLICY_SIZE, policySize } from '../policy/size.ts';
import type { LocatedAllowlist } from '../policy/types.ts';
import { type BaselineBlocks, type BaselineNames, readBaseline } from './baseline.ts';
import { ListDraft } from './draft.ts';
import { fitAll, sizeOf } from './fit.ts';
import type { RenderLease, RenderOptions, RenderResult } from './types.ts';
import { wantedBlocks } from './wanted.ts';

/**
 * The document that should be live after a grant or a reconcile: the live document, its lists without ended leases
 * (unless the baseline names the block or an active lease has it), with the active leases. Addresses that an administrator put
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
  const live = locateAllowlists(input.live, input);
  if (!live.ok) return { ok: false, code: 'policy_unsupported', reason: live.reason };
  return render(input.live, live.allowlists, baseline, input, new CidrSet(input.ended));
}

/** The document that a reset makes live: the baseline, with the leases that outlive the reset. */
export function renderReset(
  input: { readonly baseline: string; readonly active: readonly RenderLease[] } & RenderOptions,
): RenderResult {
  const baseline = readBaseline(input.baseline, input);
  if (!baseline.ok) return baseline;
  const limit = input.limit ?? MAX_POLICY_SIZE;
  const size = policySize(input.baseline);
  if (size > limit) {
    const reason = `it has ${size} characters, and IAM takes ${limit}`;
    return { ok: false, code: 'baseline_invalid', reason };
  }
  return render(input.baseline, baseline.reading.allowlists, baseline, input, new CidrSet());
}

function render(
  document: string,
  allowlists: readonly LocatedAllowlist[],
  { names, blocks }: { readonly names: BaselineNames; readonly blocks: BaselineBlocks },
  { active, limit = MAX_POLICY_SIZE }: { readonly active: readonly RenderLease[] } & RenderOptions,
  endedSet: CidrSet,
): RenderResult {
  const wanted = wantedBlocks(active);
  const wantedSet = new CidrSet(wanted.map(({ cidr }) => cidr));
  const drafts = allowlists.map((allowlist) => new ListDraft(allowlist));
  const around = policySize(document) - sizeOf(drafts);

  for (const draft of drafts) {
    const named = names(draft.allowlist);
    draft.removeWhere((cidr) => endedSet.has(cidr) && !wantedSet.has(cidr) && !named.has(cidr));
  }
  const omitted = fitAll(drafts, wanted, { room: limit - around, leases: wantedSet, names });

  const restored = new Set<string>();
  for (const draft of drafts.filter(({ isEmpty }) => isEmpty)) {
    for (const cidr of blocks(draft.allowlist)) {
      if (draft.has(cidr)) continue;
      const text = formatCidr(cidr);
      draft.add({ cidr, text });
      restored.add(text);
    }
  }
  const edits = drafts.map(({ edit }) => edit);
  const rendered = editLists(document, edits);
  if (rendered !== document && around + sizeOf(drafts) > limit) {
    const reason = `even without leases it has more than the ${limit} characters that IAM takes`;
    return { ok: false, code: 'policy_unsupported', reason };
  }
  const leases = omitted.flatMap((block) => block.leases);
  const ends = wanted.filter(({ cidr }) =>
    drafts.some((draft) => draft.has(cidr) && !names(draft.allowlist).has(cidr)),
  );
  return {
    ok: true,
    document: rendered,
    added: [...new Set(edits.flatMap(({ added }) => added))],
    removed: [...new Set(drafts.flatMap(({ removed }) => removed))],
    restored: [...restored],
    omitted: leases,
    fits: active.length - leases.length,
    ...(ends.length === 0 ? {} : { nextEnd: Math.min(...ends.map(({ endsAt }) => endsAt)) }),
  };
}
