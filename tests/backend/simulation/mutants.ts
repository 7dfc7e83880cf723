import { KNOWN_FAULTS } from './known-faults.ts';
import type { Mutant } from './mutation.ts';

const APPLY = 'backend/src/policy/writer/apply.ts';
const CREATE = 'backend/src/policy/writer/create-version.ts';
const NEXT = 'backend/src/policy/writer/next-attempt.ts';
const RENDER = 'backend/src/policy/document/render.ts';
const RESET = 'backend/src/tasks/reset.ts';
const STATE = 'backend/src/policy/writer/finish-write.ts';
const VERSION_SLOTS = 'backend/src/policy/versions/version-slots.ts';
const LOCK = 'backend/src/store/lock.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'ignores a gap in the version ids',
    from: 142,
    edits: [
      {
        file: NEXT,
        find: 'versionNumber(created.id) === live.newest + 1',
        replace: 'versionNumber(created.id) >= 0',
      },
    ],
  },
  {
    name: 'notices the gap and does not put the edit by hand back',
    from: 384,
    edits: [
      {
        file: CREATE,
        find: 'return edit && { ours: created.id, ...edit };',
        replace: 'return undefined;',
      },
    ],
  },
  {
    name: 'forgets a lease once its address has been taken out',
    from: 75,
    edits: [
      {
        file: RENDER,
        find: 'ended: [...ended, ...obsolete, ...(input.dropped ?? [])]',
        replace: 'ended: ended.filter((record) => liveBefore.has(leaseOfKey(leaseKey(record))))',
      },
    ],
  },
  {
    name: 'answers before the version is made',
    from: 2,
    edits: [
      {
        file: CREATE,
        find: 'deps.policies.createVersion(document),',
        replace:
          '(deps.policies.createVersion(document).catch(() => undefined), Promise.resolve({ id: draft.version, createdAt: deps.clock.now() })),',
      },
    ],
  },
  {
    name: 'lists the leases for a reset before it holds the lock',
    from: 12,
    edits: [
      {
        file: RESET,
        find: 'const acquired = await waitForLock(deps,',
        replace: 'const early = deps.objects.list("leases/"); const acquired = await waitForLock(deps,',
      },
      {
        file: RESET,
        find: 'await apply(deps, acquired.lock, {',
        replace: 'await apply({ ...deps, objects: { ...deps.objects, list: () => early } }, acquired.lock, {',
      },
    ],
  },
  {
    name: 'takes over a lock whose holder is alive',
    from: 2,
    edits: [
      {
        file: LOCK,
        find: 'isExpired(takenAt, deps.clock.now());\n  return isFree',
        replace: 'true;\n  return isFree',
      },
    ],
  },
  {
    name: 'never lets a lock expire',
    from: 3,
    edits: [
      {
        file: LOCK,
        find: 'return now >= takenAt + LOCK_LIFETIME_MS || takenAt > now + LOCK_LIFETIME_MS;',
        replace: 'return now < takenAt - 1e12;',
      },
    ],
  },
  {
    name: 'gives back a lock that is no longer its own',
    from: 1230,
    edits: [
      {
        file: LOCK,
        find: 'await deps.objects.delete(LOCK_KEY, { ifMatch: lock.etag });',
        replace: 'await deps.objects.delete(LOCK_KEY);',
      },
    ],
  },
  {
    name: 'gives the lock back while a lost write may still land',
    from: 12,
    edits: [
      {
        file: APPLY,
        find: 'if (!progress.mayTakeEffect) {',
        replace: 'if (true) {',
      },
    ],
  },
  {
    name: 'takes an ended lease out although the baseline names its address',
    from: 9,
    edits: [
      {
        file: 'shared/src/render/render.ts',
        find: 'endedSet.has(cidr) && !wantedSet.has(cidr) && !named.has(cidr)',
        replace: 'endedSet.has(cidr) && !wantedSet.has(cidr)',
      },
    ],
  },
  {
    name: 'deletes the newest spare version, not the oldest',
    from: 2,
    edits: [
      {
        file: VERSION_SLOTS,
        find: 'versionNumber(a) - versionNumber(b)',
        replace: 'versionNumber(b) - versionNumber(a)',
      },
    ],
  },
  {
    name: 'deletes the default version if it is the oldest',
    from: 2078,
    edits: [
      {
        file: VERSION_SLOTS,
        find: '!version.isDefault && version.id !== live',
        replace: 'version.id !== "v0" && live !== "v0"',
      },
    ],
  },
  {
    name: 'drops edits by hand on a grant',
    from: 7,
    edits: [{ file: RENDER, find: "input.mode === 'reset'", replace: "input.mode !== 'none'" }],
  },
  {
    name: 'keeps edits by hand on a reset',
    from: 7,
    edits: [{ file: RENDER, find: "input.mode === 'reset'", replace: "input.mode === 'none'" }],
  },
  {
    name: 'leaves no trace of a grant',
    edits: [{ file: STATE, find: '...[...others, ...events].map', replace: '...[...others].map' }],
  },
  ...KNOWN_FAULTS,
];
