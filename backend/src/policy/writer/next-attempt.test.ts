import { expect, test } from 'vitest';
import { DefaultVersionError, PolicySizeError, VersionLimitError } from '../../runtime/ports.ts';
import { OFFICE_POLICY } from '../../testing/test-backend.ts';
import type { Rendered } from '../document/render.ts';
import type { LivePolicy } from '../versions/live-policy.ts';
import { nextStep } from './next-attempt.ts';
import { chooseBase, type Execution, type Progress, startProgress } from './progress.ts';

const SECOND = 1_000;
const LONGER = OFFICE_POLICY.replace('"123.123.123.123/32"', '"123.123.123.123/32", "203.0.113.7/32"');

const live: LivePolicy = {
  version: 'v4',
  document: OFFICE_POLICY,
  createdAt: 4 * SECOND,
  newest: 4,
  isUncertain: false,
  isOwn: true,
};

function planOf(document: string) {
  const rendered: Rendered = {
    document,
    ...{
      added: [],
      removed: [],
      restored: [],
      active: [],
      ended: [],
      omitted: [],
      dropped: [],
      replaced: [],
    },
    ...{ fits: 1, nextEnd: undefined },
  };
  return { live, rendered };
}

function execution(
  end: { kind: 'kept' } | { kind: 'created'; id: string } | { kind: 'failed'; error: unknown },
  change: Partial<Progress> = {},
): Execution {
  const after = { progress: { ...startProgress(undefined), ...change }, remaining: [], etag: '"1"' };
  if (end.kind !== 'created') return { ...after, ...end };
  return { ...after, kind: 'created', created: { id: end.id, createdAt: 5 * SECOND } };
}

test.each([
  ['no version was needed', execution({ kind: 'kept' }), 'finish'],
  ['the version has the next id', execution({ kind: 'created', id: 'v5' }), 'finish'],
  ['another client created a version first', execution({ kind: 'created', id: 'v6' }), 'readEdit'],
  ['the policy was deleted and created again', execution({ kind: 'created', id: 'v2' }), 'readEdit'],
  ['the versions became full', execution({ kind: 'failed', error: new VersionLimitError() }), 'retry'],
  [
    'the versions became full and the freed slot is gone',
    execution({ kind: 'failed', error: new VersionLimitError() }, { deleted: ['v1'] }),
    'fail',
  ],
  ['the default moved', execution({ kind: 'failed', error: new DefaultVersionError() }), 'retry'],
  ['IAM refused the size', execution({ kind: 'failed', error: new PolicySizeError() }), 'retry'],
  ['another failure', execution({ kind: 'failed', error: new Error('unknown') }), 'fail'],
] as const)('the step after an attempt in which %s is decided by its end alone', (_, end, kind) => {
  expect(nextStep(planOf(LONGER), end).kind).toBe(kind);
});

test('a full list of versions makes the next attempt free a slot', () => {
  const step = nextStep(planOf(LONGER), execution({ kind: 'failed', error: new VersionLimitError() }));
  expect(step).toMatchObject({ kind: 'retry', progress: { mustFreeSlot: true } });
});

test('a refused size that no smaller document can help fails', () => {
  const end = execution({ kind: 'failed', error: new PolicySizeError() });
  expect(nextStep(planOf(OFFICE_POLICY), end).kind).toBe('fail');
});

test('after four refused sizes the next attempt keeps the size that IAM accepts', () => {
  let progress = startProgress(undefined);
  const limits: (number | undefined)[] = [];
  for (let refusal = 1; refusal <= 5; refusal++) {
    const step = nextStep(
      planOf(LONGER),
      execution({ kind: 'failed', error: new PolicySizeError() }, progress),
    );
    if (step.kind !== 'retry') throw new Error(`refusal ${refusal} ends with ${step.kind}`);
    progress = step.progress;
    limits.push(progress.sizeLimit);
  }
  expect(progress.refusals).toBe(5);
  expect(limits.at(-1)).toBeLessThan(limits[0] ?? 0);
});

test('the document is rendered from the live policy, which the progress keeps', () => {
  const base = chooseBase(startProgress(undefined), live);
  expect(base.from).toBe(live);
  expect(base.progress.origin).toBe(live);
  const later = { ...live, version: 'v5', newest: 5 };
  expect(chooseBase(base.progress, later)).toEqual({ from: later, progress: base.progress });
});

test('the document is rendered from a concurrent edit below the version of this write', () => {
  const concurrentEdit = { id: 'v5', createdAt: 5 * SECOND, document: LONGER, ours: 'v6' };
  const progress = { ...startProgress(undefined), origin: live, concurrentEdit };
  const ours = { ...live, version: 'v6', newest: 6 };
  const base = chooseBase(progress, ours);
  expect(base.from).toMatchObject({ version: 'v5', document: LONGER, isOwn: false, newest: 6 });
  expect(base.progress.origin).toBe(base.from);
  // A version of another writer lies above both by now.
  expect(chooseBase(progress, { ...live, version: 'v7' }).from.version).toBe('v7');
});
