import type { Mutant } from './mutation.ts';

const APPLY = 'backend/src/policy/writer/apply.ts';
const CREATE = 'backend/src/policy/writer/create-version.ts';
const RENDER = 'backend/src/policy/document/render.ts';

/** Faults that broke a promise once, and that only a rare chain of events shows. */
export const RARE_FAULTS: readonly Mutant[] = [
  {
    name: 'takes an edit by hand for a late create of its own that it has replaced since',
    from: 414_493,
    edits: [
      {
        file: APPLY,
        find: 'const settled = await settleBegun(deps, applied, { versions, live, from });',
        replace: 'const settled = applied; void settleBegun;',
      },
    ],
  },
  {
    name: 'counts a record that no grant makes among the leases of a member',
    from: 413_244,
    edits: [
      {
        file: RENDER,
        find: 'const granted = tooLong.length === 0 ? plausible :',
        replace: 'const granted = tooLong.length >= 0 ? plausible :',
      },
    ],
  },
  {
    name: 'lets a refused lease replace another one of its member',
    from: 505_641,
    edits: [{ file: RENDER, find: 'if (!isReplacing) return rendered;', replace: 'return rendered;' }],
  },
  {
    name: 'ends a lease for a request that has responded',
    from: 507_287,
    edits: [
      {
        file: 'backend/src/policy/writer/writer.ts',
        find: 'for (const entry of writer.entries) if (entry.request === request) entry.isSettled = true;',
        replace: '',
      },
    ],
  },
  {
    name: 'refuses a request whose lease another writer has applied',
    from: 521_585,
    edits: [
      {
        file: 'backend/src/policy/writer/writer.ts',
        find: 'if (known?.confirmed) resolveApplied(writer, known);',
        replace: 'void known;',
      },
    ],
  },
  {
    name: 'refuses a request whose lease another writer has applied when nothing could be read',
    from: 561_982,
    edits: [
      {
        file: 'backend/src/policy/writer/writer.ts',
        find: 'const known = before ?? (await readApplied(deps.objects).catch(() => undefined))?.state;',
        replace: 'const known = before;',
      },
    ],
  },
  {
    name: 'refuses a request for a baseline that broke after its version was created',
    from: 551_092,
    edits: [
      {
        file: APPLY,
        find: 'const baseline = run.progress.unaudited?.baseline ?? reading.baseline;',
        replace: 'const { baseline } = reading;',
      },
    ],
  },
  {
    name: 'says nothing of what an edit carries along from the write under way',
    from: 510_890,
    edits: [
      {
        file: APPLY,
        find: 'if (from !== live && progress.created.length > 1) await auditUnfinished(deps, input, run.progress);',
        replace: '',
      },
    ],
  },
  {
    name: 'says nothing of a version whose state could not be recorded',
    from: 517_240,
    edits: [
      {
        file: CREATE,
        find: "if (recording.status === 'rejected') {",
        replace: "if (recording.status === 'rejected') { progress.unaudited = undefined;",
      },
    ],
  },
  {
    name: 'takes an edit by hand for a lost create of long ago',
    from: 503_475,
    edits: [
      {
        file: 'backend/src/store/applied.ts',
        find: ' && createdAt - at < LATE_CREATE_MS',
        replace: ' && createdAt - at < 1000 * LATE_CREATE_MS',
      },
    ],
  },
  {
    name: 'lets the leases of a former policy explain the entries of the one that was created again',
    from: 515_237,
    edits: [
      {
        file: 'backend/src/policy/document/manual-entries.ts',
        find: 'const named = isFormer ? [] :',
        replace: 'void isFormer;\n  const named =',
      },
    ],
  },
  {
    name: 'takes an older version with the same document for the one that a writer began',
    from: 546_318,
    edits: [
      {
        file: 'backend/src/policy/versions/live-policy.ts',
        find: ' || versionNumber(id) < versionNumber(applied.version);',
        replace: ';',
      },
    ],
  },
  {
    name: 'takes for an edit by hand what a record explains that it has just deleted',
    from: 550_891,
    edits: [
      {
        file: 'backend/src/policy/writer/plan-version.ts',
        find: 'records: [...records, ...dropped],',
        replace: 'records,',
      },
    ],
  },
  {
    name: 'counts one request twice that waited together with others',
    from: 587_844,
    edits: [
      {
        file: 'backend/src/policy/writer/find-ceiling.ts',
        find: 'const first = lease.times.has(record.at - 1) ?',
        replace: 'const first = record.at === 0 ?',
      },
    ],
  },
  {
    name: 'lets a new lease keep the room that an acknowledged one needs',
    from: 532_169,
    edits: [
      {
        file: RENDER,
        find: 'if (countLacking(rendered) === 0) return rendered;',
        replace: 'return rendered;',
      },
    ],
  },
  {
    name: 'records a lease as replaced before the newer one is live',
    from: 544_437,
    edits: [
      {
        file: 'backend/src/tasks/reconcile.ts',
        find: 'await revokeInvalid(deps);',
        replace:
          'await revokeInvalid(deps);\n  await recordReplaced(deps, resolveRecords(deps, await listLeases(deps.objects)).ended);',
      },
    ],
  },
  {
    name: 'says nothing of a version whose writer did not receive the response',
    from: 806_325,
    edits: [
      {
        file: APPLY,
        find: 'if (applied && settled !== applied)',
        replace: 'if (applied && settled === undefined)',
      },
    ],
  },
  {
    name: 'lets an acknowledged lease take the room of an address that was added by hand',
    from: 864_181,
    edits: [
      {
        file: RENDER,
        find: 'const newcomers = input.isEdited',
        replace: "const newcomers = input.isEdited && input.live === ''",
      },
    ],
  },
];
