import type { AllowlistDeps } from '@genkan/backend/deps';
import { AwsUnavailableError, type PolicyStore, RoleRefusedError } from '@genkan/backend/runtime/ports';
import { createClient } from '@genkan/backend/testing/test-backend';
import { createTargets, otherTarget } from '@genkan/backend/testing/test-targets';

/** How calls to a target's policy fail: not at all, without a response, by STS, or after the effect of a create. */
export type Fault = 'none' | 'down' | 'refused' | 'lost';

export const TARGETS = ['dev', 'staging', 'production', 'own'] as const;
export type TargetId = (typeof TARGETS)[number];

/** Which targets each member belongs to, in the order of the deployment. */
export const BELONGS: Readonly<Record<string, readonly TargetId[]>> = {
  // In no group: every shared target, and a personal one.
  alice: ['dev', 'staging', 'production', 'own'],
  ben: ['dev', 'staging'],
  chie: ['production'],
};

const GROUPS = {
  makers: { targets: ['dev', 'staging'] },
  operators: { targets: ['production'] },
};

/** Three shared targets and a personal one, each with faults of its own, over stores in memory. */
export async function createWorld() {
  const others = [
    otherTarget('staging'),
    otherTarget('production'),
    otherTarget('own', { memberId: 'alice' }),
  ];
  const world = await createTargets(others, { groups: GROUPS });
  const faults = new Map<string, Fault>();
  for (const target of others) {
    world.replaceStore(
      target,
      faulty(world.policyOf(target.id), () => faults.get(target.id) ?? 'none'),
    );
  }
  const first = faulty(world.policy, () => faults.get('dev') ?? 'none');
  const start = () => {
    const { deps } = world.otherProcess();
    const process = { ...deps, policies: first };
    return { deps: process satisfies AllowlistDeps, ...createClient(process) };
  };
  const keys = {
    alice: await world.join('alice'),
    ben: await world.join('ben', { groups: ['makers'] }),
    chie: await world.join('chie', { groups: ['operators'] }),
  };
  return { world, faults, start, keys };
}

function faulty(policy: PolicyStore, fault: () => Fault): PolicyStore {
  const guard = () => {
    if (fault() === 'down') throw new AwsUnavailableError('iam: no response', { answered: true });
    if (fault() === 'refused') throw new RoleRefusedError('arn:aws:iam::999999999999:role/genkan/backend');
  };
  return {
    arn: policy.arn,
    async listVersions() {
      guard();
      return policy.listVersions();
    },
    async getVersion(id, createdAt) {
      guard();
      return policy.getVersion(id, createdAt);
    },
    async createVersion(document) {
      guard();
      const created = await policy.createVersion(document);
      if (fault() === 'lost') throw new AwsUnavailableError('iam: the response was lost');
      return created;
    },
    async deleteVersion(id) {
      guard();
      return policy.deleteVersion(id);
    },
  };
}
