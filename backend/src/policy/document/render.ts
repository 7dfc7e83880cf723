import { formatCidr } from '@genkan/shared/address';
import {
  isGrantable,
  isSameLease,
  type LeaseRecord,
  leaseKey,
  leaseOfKey,
  parseLeaseKey,
  resolveLeases,
  revocationOf,
} from '@genkan/shared/lease';
import { type RenderLease, renderGrant, renderReset } from '@genkan/shared/render';
import type { BackendConfig } from '../../runtime/config.ts';
import type { Clock } from '../../runtime/ports.ts';
import { ProblemError } from '../../runtime/problems.ts';
import type { AppliedState } from '../../store/applied.ts';
import { entriesOf } from './manual-entries.ts';

/** `grant` edits the live document; `reset` starts from the baseline. */
export type RenderMode = 'grant' | 'reset';

export interface Rendered {
  readonly document: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Blocks of the baseline that came back into a list which would have been empty. */
  readonly restored: readonly string[];
  readonly active: readonly LeaseRecord[];
  readonly ended: readonly LeaseRecord[];
  readonly omitted: readonly LeaseRecord[];
  /** Records of refused requests, whose entries are not live any more. */
  readonly dropped: readonly LeaseRecord[];
  /** Revocations by a member's own limit, of the members whose new leases have found room. */
  readonly replaced: readonly LeaseRecord[];
  readonly fits: number;
  readonly nextEnd: number | undefined;
}

/** The settings that decide what is live, and the time. */
export interface RenderPorts {
  readonly config: Pick<BackendConfig, 'maxLeases' | 'maxMinutes' | 'sids'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Later than any grant: a lease that is not live yet gets room after all that are, so that a full policy drops no lease. */
const QUEUE_OFFSET_MS = 1e15;

/** A record from further ahead is not of a grant: S3 refuses requests whose clock is off by more than 15 minutes. */
const LONGEST_LEAD_MS = 2 * 3_600_000;

/** The longest that a lease without `minutes` can last: the day on which clocks go back has 25 hours. */
const LONGEST_DAY_MS = 25 * 3_600_000;

const NO_ENTRIES: ReadonlySet<string> = new Set();

interface RenderInput {
  readonly mode: RenderMode;
  readonly live: string;
  readonly baseline: string | undefined;
  readonly records: readonly LeaseRecord[];
  readonly applied: AppliedState | undefined;
  /** Records of refused requests, whose entries must not be live. */
  readonly dropped?: readonly LeaseRecord[];
  /** Revocations by a member's own limit, which hold when that member's new lease finds room. */
  readonly replaced?: readonly LeaseRecord[];
  /** An administrator made the live version: a new lease's address in it may be that person's decision, and keeps its room. */
  readonly isEdited?: boolean;
  /** Blocks that an administrator added by hand: the end of a lease does not remove them. */
  readonly manual?: ReadonlySet<string>;
  /** The largest document in characters, where IAM allows less than it documents. */
  readonly limit?: number | undefined;
}

/**
 * What should be live now. A new lease that finds no room is refused, so it replaces no other lease of its member, and it
 * keeps no room that an acknowledged lease needs.
 * @throws {ProblemError} `baseline_invalid` or `policy_unsupported`
 */
export function renderPolicy(deps: RenderPorts, input: RenderInput): Rendered {
  const rendered = renderReplacing(deps, input);
  const isNew = newcomerTest(input.applied);
  const countLacking = ({ omitted }: Rendered) => omitted.filter((record) => !isNew(record)).length;
  if (countLacking(rendered) === 0) return rendered;
  // What is added now gets room after every acknowledged lease. An address that is live already, because a person made an
  // older version the default, has its room before them.
  const present = entriesOf(input.live);
  const newcomers = input.isEdited
    ? []
    : rendered.active.filter((record) => isNew(record) && present.has(formatCidr(record.cidr)));
  let best = rendered;
  const without: LeaseRecord[] = [];
  for (const youngest of newcomers.toReversed()) {
    without.push(youngest);
    const records = input.records.filter((record) => !without.includes(record));
    const next = renderReplacing(deps, {
      ...input,
      records,
      dropped: [...(input.dropped ?? []), ...without],
      replaced: ofOthers(input, without),
    });
    if (countLacking(next) >= countLacking(best)) continue;
    best = { ...withOmitted(next, without), dropped: rendered.dropped };
    if (countLacking(best) === 0) break;
  }
  return best;
}

/** Renders without the new leases that find no room, where these would replace other leases of their members. */
function renderReplacing(deps: RenderPorts, input: RenderInput): Rendered {
  const rendered = renderRecords(deps, input);
  const refused = rendered.omitted.filter(newcomerTest(input.applied));
  if (refused.length === 0) return rendered;
  const outside = new Set(refused.map(leaseKey));
  const records = input.records.filter((record) => !outside.has(leaseKey(record)));
  const replaced = ofOthers(input, refused);
  const active = new Set(rendered.active.map(leaseKey));
  const isReplacing = resolveRecords(deps, [...records, ...replaced]).active.some(
    (record) => !active.has(leaseKey(record)),
  );
  if (!isReplacing) return rendered;
  const without = renderReplacing(deps, { ...input, records, replaced });
  return withOmitted(without, refused);
}

function withOmitted(rendered: Rendered, more: readonly LeaseRecord[]): Rendered {
  return { ...rendered, omitted: [...rendered.omitted, ...more] };
}

/** The revocations by a member's own limit, without those of the members whose new leases are refused. */
function ofOthers({ replaced = [] }: RenderInput, refused: readonly LeaseRecord[]): readonly LeaseRecord[] {
  const members = new Set(refused.map(({ memberId }) => memberId));
  return replaced.filter(({ memberId }) => !members.has(memberId));
}

function renderRecords(deps: RenderPorts, input: RenderInput): Rendered {
  const baseline = requireBaseline(input.baseline);
  const {
    active,
    ended: over,
    obsolete,
  } = resolveRecords(deps, [...input.records, ...(input.replaced ?? [])]);
  const ended = [...over, ...vanishedLeases(deps, input)];
  const manual = input.manual ?? NO_ENTRIES;
  const isNew = newcomerTest(input.applied);
  const leases: RenderLease[] = active.map((record) => ({
    cidr: record.cidr,
    at: isNew(record) ? record.at + QUEUE_OFFSET_MS : record.at,
    endsAt: record.endsAt,
  }));
  const options = { ...(deps.config.sids && { sids: deps.config.sids }), limit: input.limit };
  const result =
    input.mode === 'reset'
      ? renderReset({ baseline, active: leases, ...options })
      : renderGrant({
          live: input.live,
          baseline,
          active: leases,
          // Records that are about to be deleted are subtracted once more: nothing outlives its time because we forgot it.
          ended: [...ended, ...obsolete, ...(input.dropped ?? [])]
            .map((record) => record.cidr)
            .filter((cidr) => !manual.has(formatCidr(cidr))),
          ...options,
        });
  if (!result.ok) throw new ProblemError(result.code, refusal(result.code, result.reason));
  const outside = new Set(result.omitted.map((lease) => formatCidr(lease.cidr)));
  return {
    document: result.document,
    added: result.added,
    removed: result.removed,
    restored: result.restored,
    active: active.filter((record) => !outside.has(formatCidr(record.cidr))),
    ended,
    omitted: active.filter((record) => outside.has(formatCidr(record.cidr))),
    dropped: input.dropped ?? [],
    replaced: input.replaced ?? [],
    fits: result.fits,
    nextEnd: result.nextEnd,
  };
}

/** Whether a grant can have made this record; every other one is ignored, and deleted by the reconcile. */
export function isPlausible(record: LeaseRecord, now: number): boolean {
  return isGrantable(record) && record.at <= now + LONGEST_LEAD_MS;
}

/** Whether a record lasts longer than this deployment grants. */
export function isTooLong({ config }: Pick<RenderPorts, 'config'>, { at, endsAt }: LeaseRecord): boolean {
  return endsAt - at > Math.max(config.maxMinutes * 60_000, LONGEST_DAY_MS);
}

/**
 * Sorts all lease records into active, ended and obsolete ones at this moment. A record that lasts longer than this
 * deployment grants counts as ended: no grant made it. It neither decides for its lease nor replaces another one.
 */
export function resolveRecords(deps: RenderPorts, records: readonly LeaseRecord[]) {
  // Every writer must resolve alike, so only the deployment's limit counts here; a member's own, stricter limit is
  // kept by that member's requests, which end what is too much.
  const now = deps.clock.now();
  const plausible = records.filter((record) => isPlausible(record, now));
  const tooLong = plausible.filter((record) => isTooLong(deps, record));
  const granted = tooLong.length === 0 ? plausible : plausible.filter((record) => !isTooLong(deps, record));
  const resolved = resolveLeases(granted, { now, maxLeases: () => deps.config.maxLeases });
  return { ...resolved, ended: [...resolved.ended, ...tooLong] };
}

/**
 * Revocations of the leases that were live and have no record any more: it was deleted, or another writer refused the request
 * while a wrong clock let two in. Without a record no time would end them.
 */
function vanishedLeases(deps: RenderPorts, { applied, records }: RenderInput): readonly LeaseRecord[] {
  if (!applied) return [];
  const now = deps.clock.now();
  let vanished = applied.active.flatMap((key) => {
    const record = parseLeaseKey(key);
    return record.ok && isPlausible(record.value, now) ? [record.value] : [];
  });
  const values = new Set(vanished.map(({ cidr }) => cidr.value));
  for (const record of records) {
    if (vanished.length === 0) break;
    if (values.has(record.cidr.value)) vanished = vanished.filter((lease) => !isSameLease(lease, record));
  }
  return vanished.map((record) => revocationOf(record, now));
}

/** @throws {ProblemError} `baseline_invalid` when there is none. */
export function requireBaseline(baseline: string | undefined): string {
  if (baseline === undefined)
    throw new ProblemError('baseline_invalid', refusal('baseline_invalid', 'it is missing'));
  return baseline;
}

/** The sentence for a policy or baseline that Genkan does not touch. */
export function refusal(code: 'baseline_invalid' | 'policy_unsupported', reason: string): string {
  return code === 'baseline_invalid'
    ? `The baseline cannot be used: ${reason}. Nothing was changed. An administrator must repair it with "genkan baseline set".`
    : `The live policy cannot be edited safely: ${reason}. Nothing was changed. An administrator must correct the policy.`;
}

/**
 * Tells new leases, whose requests may still be refused, from those that were live once and whose members may have been told
 * so.
 */
export function newcomerTest(applied: AppliedState | undefined): (record: LeaseRecord) => boolean {
  const acknowledged = new Set(
    [...(applied?.active ?? []), ...(applied?.acknowledged ?? [])].map(leaseOfKey),
  );
  return (record) => !acknowledged.has(leaseOfKey(leaseKey(record)));
}
