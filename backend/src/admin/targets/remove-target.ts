import { audit } from '../../audit/audit.ts';
import type { AllowlistDeps } from '../../deps.ts';
import type { Deployment } from '../../targets/deployment.ts';
import { type OpenTarget, openTarget } from '../../targets/open-target.ts';
import { type ResetReport, reset } from '../../tasks/reset.ts';
import {
  deleteLeftovers,
  outliveOldList,
  readTargetList,
  TargetError,
  writeTargetList,
} from './target-list.ts';

/** A target that can be removed. @throws {TargetError} */
export async function requireRemovable(deps: AllowlistDeps, id: string): Promise<OpenTarget> {
  const { deployment } = await readTargetList(deps);
  return findRemovable(deps, deployment, id);
}

function findRemovable(deps: AllowlistDeps, deployment: Deployment, id: string): OpenTarget {
  const target = deployment.targets.find((one) => one.id === id);
  if (!target) {
    const known = deployment.targets.map((one) => one.id).join(', ');
    throw new TargetError(`There is no target "${id}". There are: ${known}.`);
  }
  if (target.policyArn === deps.config.policyArn) {
    throw new TargetError(
      `"${id}" is the deployment's own policy (GENKAN_POLICY_ARN). It goes with the deployment: pnpm destroy:aws.`,
    );
  }
  const made = deployment.targets.find(({ template }) => template === id);
  if (made) {
    throw new TargetError(
      `The personal target "${made.id}" is made from "${id}". Remove that first: genkan target remove ${made.id}.`,
    );
  }
  const emptied = Object.entries(deployment.groups).find(([, group]) =>
    group.targets.every((one) => one === id),
  );
  if (emptied) {
    throw new TargetError(
      `The group "${emptied[0]}" has no other target, and its members would have none. Remove the group first: genkan group remove ${emptied[0]}.`,
    );
  }
  return openTarget(deps, deployment, target);
}

/**
 * Removes a target. First it is retired, so that nothing is granted there any more; when no request with the list of
 * before is under way any more, its policy returns to the baseline; then it leaves the list. An interrupted removal can be repeated: a retired
 * target opens nothing, and the reconcile removes what is left there.
 */
export async function removeTarget(deps: AllowlistDeps, id: string, requestId: string): Promise<ResetReport> {
  const before = await readTargetList(deps);
  const { policies } = findRemovable(deps, before.deployment, id).deps;
  // A policy that cannot be reached cannot be restored: then nothing is changed.
  await policies.listVersions();
  const retired = {
    ...before.deployment,
    targets: before.deployment.targets.map((one) => (one.id === id ? { ...one, retired: true } : one)),
  };
  await writeTargetList(deps, retired, before.etag);
  await outliveOldList(deps);
  const { deployment, etag } = await readTargetList(deps);
  const opened = findRemovable(deps, deployment, id).deps;
  const report = await reset(opened, requestId, { toBaseline: true });
  await writeTargetList(deps, withoutTarget(deployment, id), etag);
  await audit(opened, { event: 'target_removed' });
  await deleteLeftovers(opened);
  return report;
}

function withoutTarget({ targets, groups, ...rest }: Deployment, id: string): Deployment {
  const kept = Object.entries(groups).map(
    ([name, group]) => [name, { ...group, targets: group.targets.filter((one) => one !== id) }] as const,
  );
  return { ...rest, targets: targets.filter((one) => one.id !== id), groups: Object.fromEntries(kept) };
}
