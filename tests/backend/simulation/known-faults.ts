import type { Mutant } from './mutation.ts';
import { RARE_FAULTS } from './rare-faults.ts';

const APPLY = 'backend/src/policy/writer/apply.ts';
const CREATE = 'backend/src/policy/writer/create-version.ts';
const GRANT = 'backend/src/leases/grant.ts';
const PLAN_GRANT = 'backend/src/leases/plan-grant.ts';
const NEXT = 'backend/src/policy/writer/next-attempt.ts';
const LIVE = 'backend/src/policy/versions/live-policy.ts';
const REFUSED = 'backend/src/policy/writer/refused-records.ts';
const RENDER = 'backend/src/policy/document/render.ts';
const TRACE = 'backend/src/policy/writer/describe-change.ts';

/** Faults that broke a promise once, planted again. */
export const KNOWN_FAULTS: readonly Mutant[] = [
  {
    name: 'grants the waiting request of a member who was stopped',
    from: 16,
    edits: [
      {
        file: PLAN_GRANT,
        find: 'if (!isAllowed(request, known.members.get(member.id))) {',
        replace: "if (member.id === '' && !isAllowed(request, known.members.get(member.id))) {",
      },
      {
        file: GRANT,
        find: 'if (!isAllowed(request, member?.body)) {',
        replace: "if (request.requestId === '' && !isAllowed(request, member?.body)) {",
      },
    ],
  },
  {
    name: 'leaves the leases of a stopped member to their time',
    from: 49,
    edits: [
      {
        file: 'backend/src/tasks/reconcile.ts',
        find: 'active.filter(({ memberId }) => valid.get(memberId) === false),',
        replace: 'active.filter(() => false),',
      },
    ],
  },
  {
    name: 'takes every record in the bucket for a lease',
    from: 91,
    edits: [
      {
        file: RENDER,
        find: 'const plausible = records.filter((record) => isPlausible(record, now));',
        replace: 'const plausible = records;',
      },
    ],
  },
  {
    name: 'makes any baseline live',
    from: 30,
    edits: [
      {
        file: APPLY,
        find: "if (mode === 'reset') await requireTrustedBaseline(deps, from.document, baseline);",
        replace: 'void requireTrustedBaseline;',
      },
    ],
  },
  {
    name: 'believes a document in the applied state',
    from: 150,
    edits: [
      {
        file: LIVE,
        find: 'const document = await readListed(deps, listed);\n  const isApplied',
        replace:
          "const document = (JSON.parse((await deps.objects.get('state/applied.json'))?.body ?? '{}') as { document?: string }).document ?? (await readListed(deps, listed));\n  const isApplied",
      },
    ],
  },
  {
    name: 'counts no grants of a member',
    from: 48,
    edits: [
      {
        file: 'backend/src/policy/writer/find-ceiling.ts',
        find: 'if (requests.length <= limit) continue;',
        replace: 'if (requests.length >= 0) continue;',
      },
    ],
  },
  {
    name: 'revokes a lease where it should delete one record',
    from: 48,
    edits: [
      {
        file: REFUSED,
        find: 'return settleEach(deps, records, (record) => deps.objects.delete(leaseKey(record)));',
        replace:
          'return settleEach(deps, records, (record) => putLease(deps.objects, { ...record, at: Math.max(record.at + 1, deps.clock.now()), endsAt: Math.max(record.at + 1, deps.clock.now()) }));',
      },
    ],
  },
  {
    name: 'records a version only beside the unlock',
    from: 71,
    edits: [
      {
        file: CREATE,
        find: 'writeApplied(deps.objects, draft, etag)]',
        replace: 'Promise.resolve(etag as string)]',
      },
    ],
  },
  {
    name: 'trusts a reading although a writer may have begun another version',
    from: 845,
    edits: [
      {
        file: LIVE,
        find: 'if (applied?.confirmed !== false) return false;',
        replace: 'if (applied !== null) return false;',
      },
    ],
  },
  {
    name: 'takes out with a lease what was added by hand',
    from: 37,
    edits: [
      {
        file: RENDER,
        find: '.filter((cidr) => !manual.has(formatCidr(cidr))),',
        replace: '.filter((cidr) => !manual.has("")),',
      },
    ],
  },
  {
    name: 'puts a leased address back without an event',
    from: 19,
    edits: [
      {
        file: TRACE,
        find: '    ...restored,\n    ...describeAdded(change, [...own, ...restored]),',
        replace: '    ...describeAdded(change, [...own, ...restored]),',
      },
    ],
  },
  {
    name: 'takes every version for its own',
    from: 37,
    edits: [
      {
        file: 'backend/src/store/applied.ts',
        find: 'if (state.ownVersions.includes(versionName(version))) return true;',
        replace: 'if (state.ownVersions.length >= 0) return true;',
      },
    ],
  },
  {
    name: 'writes no event for an address of another process',
    from: 3,
    edits: [{ file: TRACE, find: '    ...describeAdded(change, [...own, ...restored]),', replace: '' }],
  },
  {
    name: 'tells versions by their ids alone',
    from: 161,
    edits: [
      {
        file: LIVE,
        find: 'return a.id === b.id && isSameSecond(a.createdAt, b.createdAt);',
        replace: 'return a.id === b.id;',
      },
      {
        file: LIVE,
        find: 'if (!isSameSecond(a.createdAt, b.createdAt)) return a.createdAt > b.createdAt;',
        replace: '',
      },
    ],
  },
  {
    name: 'takes no notice of a lower version id',
    from: 384,
    edits: [
      {
        file: CREATE,
        find: 'const isRecreated = number <= live.newest;',
        replace: 'const isRecreated = number < 0;',
      },
    ],
  },
  {
    name: 'deletes a version when IAM refuses the size',
    from: 24,
    edits: [
      {
        file: NEXT,
        find: 'const smaller = reduceSize(policySize(live.document), policySize(rendered.document), progress);',
        replace:
          'const smaller = reduceSize(policySize(live.document), policySize(rendered.document), { ...progress, mustFreeSlot: true });',
      },
    ],
  },
  {
    name: 'takes a refused size for a missing slot',
    from: 24,
    edits: [
      {
        file: NEXT,
        find: 'if (error instanceof VersionLimitError) {',
        replace: 'if (error instanceof VersionLimitError || error instanceof PolicySizeError) {',
      },
    ],
  },
  {
    name: 'leaves a list empty instead of restoring it',
    from: 128,
    edits: [
      {
        file: 'shared/src/render/render.ts',
        find: 'for (const draft of drafts.filter(({ isEmpty }) => isEmpty)) {',
        replace: 'for (const draft of drafts.filter(({ isEmpty }) => isEmpty).slice(5)) {',
      },
    ],
  },
  {
    name: 'confirms its state over the one of the next writer',
    from: 409_777,
    edits: [
      {
        file: 'backend/src/policy/writer/finish-write.ts',
        find: 'AppliedState, confirmApplied,',
        replace: 'AppliedState, writeApplied as confirmApplied,',
      },
    ],
  },
  ...RARE_FAULTS,
];
