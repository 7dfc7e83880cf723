import { createMemory } from '../deps.ts';
import type { PolicyStore } from '../runtime/ports.ts';
import { BASELINE_KEY, writeBaselineRecord } from '../store/baseline.ts';
import { DEPLOYMENT_KEY, type Deployment, type Target } from '../targets/deployment.ts';
import { openTarget } from '../targets/open-target.ts';
import { createMemoryPolicy } from './memory-stores.ts';
import { createClient, createTestBackend, OFFICE_POLICY } from './test-backend.ts';

const FIRST: Target = {
  id: 'dev',
  name: 'Development',
  policyArn: 'arn:aws:iam::123456789012:policy/OfficeOnly',
};

/** Another target in an account of its own. */
export function otherTarget(id: string, change: Partial<Target> = {}): Target {
  const account = `${[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)}`.padStart(12, '9');
  return {
    id,
    name: id.replace(/^./, (first) => first.toUpperCase()),
    policyArn: `arn:aws:iam::${account}:policy/OfficeOnly`,
    roleArn: `arn:aws:iam::${account}:role/genkan/backend`,
    ...change,
  };
}

/** The backend with several targets in memory: the first as in `createTestBackend`, and these. */
export async function createTargets(
  others: readonly Target[],
  options: { readonly groups?: Deployment['groups']; readonly policy?: string } = {},
) {
  const world = await createTestBackend({
    config: { multipleTargets: true },
    ...(options.policy !== undefined && { policy: options.policy }),
  });
  const deployment: Deployment = {
    deploymentId: 'd-0123456789',
    targets: [FIRST, ...others],
    groups: options.groups ?? {},
  };
  const policies = new Map<string, ReturnType<typeof createMemoryPolicy>>([[FIRST.id, world.policy]]);
  /** Tests replace a target's store to make it fail. */
  const stores = new Map<string, PolicyStore>();
  for (const target of others) {
    const document = options.policy ?? OFFICE_POLICY;
    const policy = createMemoryPolicy(document, () => world.time.now, target.policyArn);
    policies.set(target.id, policy);
    stores.set(target.policyArn, policy);
  }
  const deps = {
    ...world.deps,
    openPolicy: ({ policyArn }: { readonly policyArn: string }) => {
      const store = stores.get(policyArn);
      if (!store) throw new Error(`No policy ${policyArn}`);
      return store;
    },
  };
  const write = (next: Deployment) => world.objects.put(DEPLOYMENT_KEY, JSON.stringify(next));
  await write(deployment);
  for (const target of others) {
    const { objects } = openTarget(deps, deployment, target).deps;
    const document = options.policy ?? OFFICE_POLICY;
    await objects.put(BASELINE_KEY, document);
    await writeBaselineRecord(objects, { policyArn: target.policyArn, document, now: world.time.now });
  }
  return {
    ...world,
    ...createClient(deps),
    deps,
    deployment,
    /** The live document of a target. */
    document: (id: string): string => policies.get(id)?.document() ?? '',
    policyOf: (id: string) => {
      const policy = policies.get(id);
      if (!policy) throw new Error(`No target ${id}`);
      return policy;
    },
    /** Every call to the target's policy goes to this store from now on. */
    replaceStore: (target: Target, store: PolicyStore) => stores.set(target.policyArn, store),
    /** The same deployment seen by another process. */
    otherProcess: () => {
      const fresh = { ...deps, memory: createMemory() };
      return { ...createClient(fresh), deps: fresh };
    },
    /** Replaces `targets.json`. */
    write,
  };
}
