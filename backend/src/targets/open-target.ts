import { type AllowlistDeps, createMemory, type ProcessMemory } from '../deps.ts';
import { accountOf } from '../runtime/arn.ts';
import type { Log } from '../runtime/ports.ts';
import { ProblemError } from '../runtime/problems.ts';
import type { Member } from '../store/members.ts';
import { belongsTo, type Deployment, type Target } from './deployment.ts';
import { fetchDeployment } from './read-deployment.ts';
import { targetObjects } from './target-objects.ts';

/** How a person and the API name a target. */
export interface TargetName {
  readonly id: string;
  readonly name: string;
  /** The account of its policy, twelve digits. */
  readonly accountId: string;
}

/** A target with everything that its writer, its tasks and its status use. */
export interface OpenTarget {
  readonly target: Target;
  readonly name: TargetName;
  readonly deps: AllowlistDeps;
}

/**
 * Opens a target: its part of the bucket, its policy, and a memory of its own, so that its writer, its lock and its version
 * slots have nothing to do with those of another target.
 */
export function openTarget(deps: AllowlistDeps, deployment: Deployment, target: Target): OpenTarget {
  const accountId = accountOf(target.policyArn) ?? '';
  const name = { id: target.id, name: target.name, accountId };
  const { sids: ownSids, ...config } = deps.config;
  const isFirst = target.policyArn === deps.config.policyArn;
  const sids = target.sids ?? (isFirst ? ownSids : undefined);
  return {
    target,
    name,
    deps: {
      ...deps,
      config: { ...config, policyArn: target.policyArn, accountId, ...(sids && { sids }) },
      objects: targetObjects(deps.objects, target, isFirst ? '' : `targets/${target.id}/`),
      policies: isFirst ? deps.policies : openPolicy(deps, deployment, target),
      target: target.id,
      log: nameTarget(deps.log, target.id),
      memory: isFirst ? deps.memory : memoryOf(deps.memory, target),
      isMember: (member: Member) => belongsTo(deployment, target, member),
      isMemberNow: (member: Member) => isMemberNow(deps, target, member),
    },
  };
}

/** By the list as it is in the bucket now: the one in memory may be older than a grant. */
async function isMemberNow(deps: AllowlistDeps, { id }: Target, member: Member): Promise<boolean> {
  const deployment = (await fetchDeployment(deps))?.deployment;
  const target = deployment?.targets.find((one) => one.id === id);
  return deployment !== undefined && target !== undefined && belongsTo(deployment, target, member);
}

/** Every target of the deployment. */
export function openTargets(deps: AllowlistDeps, deployment: Deployment): readonly OpenTarget[] {
  return deployment.targets.map((target) => openTarget(deps, deployment, target));
}

function openPolicy(deps: AllowlistDeps, { deploymentId }: Deployment, { policyArn, roleArn }: Target) {
  if (!deps.openPolicy) {
    throw new ProblemError(
      'policy_missing',
      `This process can only reach ${deps.config.policyArn}, not ${policyArn}. An administrator must set GENKAN_MULTIPLE_TARGETS.`,
    );
  }
  return deps.openPolicy({ policyArn, ...(roleArn !== undefined && { roleArn, externalId: deploymentId }) });
}

/** Another policy or another role under the same id starts with an empty memory. */
function memoryOf({ targets }: ProcessMemory, { id, policyArn, roleArn = '' }: Target): ProcessMemory {
  const key = `${id} ${policyArn} ${roleArn}`;
  const known = targets.get(key);
  if (known) return known;
  const memory = createMemory();
  targets.set(key, memory);
  return memory;
}

function nameTarget(log: Log, target: string): Log {
  return {
    info: (event, fields) => log.info(event, { ...fields, target }),
    error: (event, fields) => log.error(event, { ...fields, target }),
  };
}
