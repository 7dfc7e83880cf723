import type { Mutant } from '../../simulation/mutation.ts';

const OBJECTS = 'backend/src/targets/target-objects.ts';
const OPEN = 'backend/src/targets/open-target.ts';
const DEPLOYMENT = 'backend/src/targets/deployment.ts';

/** Deliberate faults of what keeps targets apart; the lives must show each of them. */
export const TARGET_MUTANTS: readonly Mutant[] = [
  {
    name: 'keeps the state of all targets in one place',
    edits: [
      {
        file: OBJECTS,
        find: 'OWN.some((own) => key.startsWith(own))',
        replace: 'key === ""',
      },
    ],
  },
  {
    name: 'shares the memory of a process between targets',
    edits: [
      {
        file: OPEN,
        find: 'memory: isFirst ? deps.memory : memoryOf(deps.memory, target)',
        replace: 'memory: deps.memory',
      },
    ],
  },
  {
    name: 'lets everybody into a personal target',
    edits: [
      {
        file: DEPLOYMENT,
        find: 'return target.memberId === member.id && isLed;',
        replace: 'return true;',
      },
      { file: OBJECTS, find: 'memberId !== undefined && key', replace: 'key === "" && key' },
    ],
  },
  {
    name: 'forgets the groups of a member',
    edits: [
      {
        file: DEPLOYMENT,
        find: 'if (member.groups === undefined || member.groups.length === 0) return true;',
        replace: 'return true;',
      },
    ],
  },
  {
    name: 'fails everywhere when one target fails',
    edits: [
      {
        file: 'backend/src/targets/on-each-target.ts',
        find: 'return { of, result: { ok: false, problem } };',
        replace: 'throw problem;',
      },
    ],
  },
  {
    name: 'calls a target failed that has the address',
    edits: [
      {
        file: 'backend/src/targets/grant-on-targets.ts',
        find: 'if (!result.ok)\n',
        replace: 'if (!result.ok || name.id === "staging")\n',
      },
    ],
  },
  {
    name: 'drops the lease of an account that cannot be reached',
    edits: [
      {
        file: 'backend/src/policy/writer/apply.ts',
        find: 'error instanceof RoleRefusedError ||',
        replace: '',
      },
    ],
  },
  {
    name: 'reconciles the first target only',
    edits: [
      {
        file: 'backend/src/tasks/run-task.ts',
        find: 'return deployment && openTargets(deps, deployment);',
        replace: 'return deployment && openTargets(deps, deployment).slice(0, 1);',
      },
    ],
  },
];
