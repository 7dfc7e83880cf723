import { type PolicyFacts, policyFacts, readable } from '../policy-facts.ts';
import { type Created, isDecided, isVersion } from './edits-by-hand.ts';
import { outlivedItsLock } from './lease-promises.ts';
import { possiblyActive, possiblyEnded } from './leases.ts';
import { during, livePeriodAt, resets, succeeded, type Timeline } from './timeline.ts';
import type { Violation } from './violation.ts';

/** IAM's limit for a managed policy, in characters that are not white space. */
const POLICY_LIMIT = 6144;

/** How old a process's copy of the baseline may be. */
const BASELINE_AGE = 10_000;

/** P1, P2, P3 and P6 for every version that Genkan wrote: what it took over from the version before it, and what not. */
export function checkVersions(timeline: Timeline): Violation[] {
  return timeline.history.effects
    .filter((effect): effect is Created => effect.kind === 'create' && effect.operation !== undefined)
    .flatMap((created) => checkVersion(timeline, created));
}

function checkVersion(timeline: Timeline, created: Created): Violation[] {
  const { operation } = created;
  if (operation.kind === 'reset') return judgeVersion(timeline, created, true);
  const asGrant = judgeVersion(timeline, created, false);
  // A reconcile that runs an overdue reset also does what every reconcile does.
  return asGrant.length > 0 && resets(timeline, operation) ? judgeVersion(timeline, created, true) : asGrant;
}

function judgeVersion(timeline: Timeline, created: Created, isReset: boolean): Violation[] {
  const { time, operation, document, version } = created;
  const violation = (promise: string, text: string): Violation => ({
    promise,
    time,
    text: `${version} by #${operation.id} (${operation.kind}): ${text}`,
  });
  const written = policyFacts(document);
  if (written === undefined) return [violation('P3', 'it is no policy with a fence, or a list is empty')];
  if (written.size > POLICY_LIMIT) return [violation('P3', `${written.size} characters`)];
  const before = factsBefore(timeline, created);
  // What the operation may have taken for the live document: IAM's reads lag, a human may write in between, and a second
  // round may bring back what the first one ran over.
  const seen = during(timeline.livePeriods, operation.startedAt - timeline.plan.staleness, time).filter(
    ({ from }) => from < time,
  );
  const recent = seen.flatMap(({ document: text }) => policyFacts(text) ?? []);
  const baselines = during(timeline.baselines, operation.startedAt - BASELINE_AGE, time).flatMap((span) => {
    const facts = span.document === undefined ? undefined : policyFacts(span.document);
    return facts === undefined ? [] : [{ ...facts, isForged: span.isForged }];
  });
  if (baselines.length === 0) return [violation('P3', 'it was written without a baseline')];
  // A policy that was made anew is another document, and nothing outside the lists may come from an intruder's object.
  const origins = isReset
    ? baselines.filter(({ isForged }) => !isForged)
    : seen
        .filter(({ incarnation }) => incarnation === created.incarnation)
        .flatMap(({ document: text }) => policyFacts(text) ?? []);
  const usable: readonly PolicyFacts[] = baselines;
  if (!origins.some(({ rest }) => rest === written.rest)) {
    const isFormer = recent.some(({ rest }) => rest === written.rest) && sawFormerPolicy(timeline, created);
    if (!isFormer) return [violation('P1', 'something other than the lists has changed')];
    return isNextOfFormer(timeline, created) ? [] : restored(timeline, created);
  }
  const violations: Violation[] = [];
  const named = (facts: readonly PolicyFacts[], cidr: string) =>
    facts.some(({ anywhere }) => anywhere.has(cidr));
  written.fences.forEach((entries, index) => {
    const old = isReset ? undefined : before.fences[index];
    for (const cidr of entries) {
      if (old?.has(cidr) || possiblyActive(timeline, cidr, operation.startedAt, time)) continue;
      if (isReset) {
        if (!named(usable, cidr)) violations.push(violation('P6', `the reset keeps ${readable(cidr)}`));
        continue;
      }
      // A list whose last address leaves gets the baseline's addresses back: an empty one denies everybody.
      const isEmptied = old !== undefined && [...old].every((one) => !entries.has(one));
      if (isEmptied && named(usable, cidr)) continue;
      // A version that raced with a human may restore what the edit removed; it must be corrected before the response.
      if (named(recent, cidr)) violations.push(...healed(timeline, created, cidr));
      else violations.push(violation('P2', `${readable(cidr)} entered, and no request came from there`));
    }
    for (const cidr of isReset ? intersection(usable, index) : (old ?? [])) {
      if (entries.has(cidr)) continue;
      if (isReset) {
        violations.push(violation('P3', `the reset does not bring ${readable(cidr)} of the baseline`));
      } else if (usable.every(({ anywhere }) => anywhere.has(cidr)) && !raced(recent, cidr)) {
        violations.push(violation('P3', `${readable(cidr)} of the baseline is taken away`));
      } else if (isDecided(timeline, created, cidr)) {
        if (raced(recent, cidr)) violations.push(...healed(timeline, created, cidr, 'decided'));
        else violations.push(violation('P6', `${readable(cidr)} is taken away, which was added by hand`));
      } else if (possiblyEnded(timeline, cidr, time)) {
      } else if (raced(recent, cidr)) {
        violations.push(...healed(timeline, created, cidr));
      } else
        violations.push(violation('P6', `${readable(cidr)} is taken away, and no lease of it has ended`));
    }
  });
  return violations;
}

/** When the policy of an incarnation was made. */
function madeAt(timeline: Timeline, incarnation: number): number {
  return (
    timeline.livePeriods.find((period) => period.incarnation === incarnation)?.from ??
    Number.POSITIVE_INFINITY
  );
}

/** Whether the newest list of versions, or a document read since, showed the operation the policy before this one. */
function sawFormerPolicy(timeline: Timeline, { operation, incarnation, time }: Created): boolean {
  const made = madeAt(timeline, incarnation);
  const newest = Math.max(
    ...operation.lists
      .filter(({ readAt, asOf }) => readAt <= time && asOf >= made)
      .map(({ readAt }) => readAt),
  );
  return operation.reads.some(({ readAt, asOf }) => readAt <= time && readAt >= newest && asOf < made);
}

/**
 * Whether the version's id is the one that would have followed in the policy before this one as well: then what the
 * create returns tells nothing.
 */
function isNextOfFormer(timeline: Timeline, { operation, incarnation, version, time }: Created): boolean {
  const made = madeAt(timeline, incarnation);
  return operation.reads
    .filter(({ readAt, asOf }) => readAt <= time && asOf < made)
    .some(({ asOf }) => {
      const shown = livePeriodAt(timeline, asOf);
      const numbers = timeline.livePeriods
        .filter((period) => period.incarnation === shown.incarnation && period.from <= asOf)
        .map((period) => numberOf(period.version));
      return numberOf(version) === Math.max(...numbers) + 1;
    });
}

function numberOf(version: string): number {
  return Number(version.slice(1));
}

/** A version that was written over a policy made anew must be mended before the operation succeeds. */
function restored(timeline: Timeline, { operation, version, incarnation }: Created): Violation[] {
  const { answer } = operation;
  if (answer === undefined || !succeeded(operation)) return [];
  const live = policyFacts(livePeriodAt(timeline, answer.time).document);
  const isMended = timeline.livePeriods.some(
    (period) =>
      period.incarnation === incarnation &&
      period.operation === undefined &&
      policyFacts(period.document)?.rest === live?.rest,
  );
  if (isMended) return [];
  const text = `${version} by #${operation.id} ran over a policy that was made anew, which is not mended at its answer`;
  return [{ promise: 'P1', time: answer.time, text }];
}

/** The default version's facts the moment before. A human's broken policy has none, and Genkan must not write then. */
function factsBefore(timeline: Timeline, created: Created): PolicyFacts {
  const period = timeline.livePeriods.findLast((one) => one.from <= created.time && !isVersion(one, created));
  const facts = period === undefined ? undefined : policyFacts(period.document);
  if (facts === undefined) throw new Error(`Before ${created.version} there was no policy.`);
  return facts;
}

/** Whether the entry came or went while the operation was at work. */
function raced(recent: readonly PolicyFacts[], cidr: string): boolean {
  return (
    recent.some(({ anywhere }) => anywhere.has(cidr)) && recent.some(({ anywhere }) => !anywhere.has(cidr))
  );
}

function intersection(facts: readonly PolicyFacts[], index: number): string[] {
  const [first, ...others] = facts.map(({ fences }) => fences[index] ?? new Set<string>());
  return [...(first ?? [])].filter((cidr) => others.every((fence) => fence.has(cidr)));
}

/**
 * IAM has no compare-and-swap, so a version can run over a human's edit. The operation must notice by the gap in the
 * ids and mend it before it succeeds. One that dies in between cannot.
 */
function healed(
  timeline: Timeline,
  created: Created,
  cidr: string,
  kind: 'decided' | 'undecided' = 'undecided',
): Violation[] {
  const { operation, version } = created;
  const { answer } = operation;
  if (answer === undefined || !succeeded(operation)) return [];
  const byHand = timeline.livePeriods.findLast(
    (period) => period.operation === undefined && period.from <= answer.time,
  );
  // Who makes an older version the default leaves no gap in the ids: IAM offers no way to notice that in time.
  const isRollBack = timeline.livePeriods.some(
    (period) =>
      period.version === byHand?.version &&
      period.incarnation === byHand.incarnation &&
      period.from < byHand.from,
  );
  if (isRollBack) return [];
  const wanted = byHand === undefined ? undefined : policyFacts(byHand.document);
  const is = policyFacts(livePeriodAt(timeline, answer.time).document);
  if (wanted === undefined || is === undefined || wanted.anywhere.has(cidr) === is.anywhere.has(cidr))
    return [];
  const mayDiffer = is.anywhere.has(cidr)
    ? possiblyActive(timeline, cidr, operation.startedAt, answer.time)
    : kind === 'undecided' && possiblyEnded(timeline, cidr, answer.time);
  // Another writer overwrote it before, and ended before it could restore it: then it was lost already.
  const lostBefore = timeline.livePeriods.some(
    (period) =>
      period.operation !== undefined &&
      period.operation !== operation &&
      !succeeded(period.operation) &&
      period.from > (byHand?.from ?? 0) &&
      period.from <= answer.time &&
      policyFacts(period.document)?.anywhere.has(cidr) !== wanted.anywhere.has(cidr),
  );
  // A clock that was wrong let a second writer in, who wrote on top before it could be mended.
  const writtenOver = timeline.livePeriods.some(
    (period) =>
      period.operation !== undefined &&
      period.operation !== operation &&
      period.from > created.time &&
      period.from <= answer.time &&
      outlivedItsLock(timeline, operation, period.from),
  );
  const reset = timeline.history.operations.some((one) => resets(timeline, one));
  if (mayDiffer || lostBefore || writtenOver || reset) return [];
  const text = `${version} by #${operation.id} ran over an edit by hand of ${readable(cidr)}, which is not mended at its answer`;
  return [{ promise: 'P6', time: answer.time, text }];
}
