import type { AllowlistDeps } from '../../deps.ts';
import { mapBounded } from '../../runtime/map-bounded.ts';
import type { Deployment } from '../../targets/deployment.ts';
import { type OpenTarget, openTargets } from '../../targets/open-target.ts';
import { fetchDeployment } from '../../targets/read-deployment.ts';
import type { Check, Finding, TargetCheck } from '../checks/check.ts';
import { checkCdn } from '../checks/endpoint/cdn.ts';
import { checkClock } from '../checks/endpoint/clock.ts';
import { checkEndpoints } from '../checks/endpoint/endpoints.ts';
import { checkFamilies } from '../checks/endpoint/families.ts';
import { checkSignIn } from '../checks/endpoint/signin.ts';
import { checkAttachments } from '../checks/policy/attachments.ts';
import { checkCapacity } from '../checks/policy/capacity.ts';
import { checkOverlaps } from '../checks/policy/overlaps.ts';
import { checkOwner } from '../checks/policy/owner.ts';
import { checkPolicy } from '../checks/policy/policy.ts';
import { checkTargetList, checkTargetSwitch } from '../checks/policy/target-switch.ts';
import { checkVersions } from '../checks/policy/versions.ts';
import { checkAlarms } from '../checks/schedule/alarms.ts';
import { checkReconcile } from '../checks/schedule/reconcile.ts';
import { checkSchedule } from '../checks/schedule/schedule.ts';
import { checkBaseline } from '../checks/storage/baseline.ts';
import { checkBucket } from '../checks/storage/bucket.ts';
import { checkLeases } from '../checks/storage/leases.ts';
import { checkLock } from '../checks/storage/lock.ts';
import { checkMembers } from '../checks/storage/members.ts';
import { type DoctorOptions, gatherFacts, gatherTargetFacts } from './gather-facts.ts';

/** In the order of dependence: later checks need what earlier ones check. */
const CHECKS: readonly Check[] = [
  checkPolicy,
  checkOwner,
  checkAttachments,
  checkSignIn,
  checkBucket,
  checkBaseline,
  checkLeases,
  checkCapacity,
  checkVersions,
  checkMembers,
  checkSchedule,
  checkReconcile,
  checkLock,
  checkClock,
  checkAlarms,
  checkEndpoints,
  checkCdn,
  checkFamilies,
];

/** Those of them that look at one policy and its state; the others are the deployment's. */
const TARGET_CHECKS: readonly TargetCheck[] = [
  checkPolicy,
  checkBaseline,
  checkLeases,
  checkCapacity,
  checkVersions,
  checkLock,
];

/**
 * Checks the whole deployment and returns findings with their fixes: of its own policy, and of every further target. Changes
 * nothing.
 */
export async function runDoctor(deps: AllowlistDeps, options: DoctorOptions): Promise<readonly Finding[]> {
  let deployment: Deployment | undefined;
  let broken: readonly Finding[] = [];
  try {
    deployment = (await fetchDeployment(deps))?.deployment;
  } catch (error) {
    broken = checkTargetList(error, options.explain);
  }
  const targets = deployment ? openTargets(deps, deployment) : [];
  const own = targets.find(({ target }) => target.policyArn === deps.config.policyArn);
  const others = targets.filter((target) => target !== own);
  const [facts, overlaps, ...findings] = await Promise.all([
    gatherFacts(own?.deps ?? deps, options),
    findOverlaps(targets, deployment?.groups ?? {}, options),
    ...others.map((target) => checkTarget(target, options)),
  ]);
  return [
    ...CHECKS.flatMap((check) => check(facts)),
    ...broken,
    ...(own ? checkTargetSwitch(deps.config.multipleTargets, others.length) : []),
    ...overlaps,
    ...findings.flat(),
  ];
}

async function checkTarget({ deps, name }: OpenTarget, options: DoctorOptions): Promise<readonly Finding[]> {
  const facts = await gatherTargetFacts(deps, options);
  return TARGET_CHECKS.flatMap((check) => check(facts)).map((finding) => ({ ...finding, target: name.id }));
}

/** Reads what the policies of this account are attached to, where there are several. */
async function findOverlaps(
  targets: readonly OpenTarget[],
  groups: Deployment['groups'],
  { account }: DoctorOptions,
): Promise<readonly Finding[]> {
  const own = targets.filter(({ target }) => target.roleArn === undefined);
  if (own.length < 2) return [];
  const attachments = await mapBounded(own, async ({ name, target }) => ({
    id: name.id,
    // What cannot be read is left out: the check of the attachments names the permission.
    attachments: await account.attachments(target.policyArn).catch(() => undefined),
  }));
  return checkOverlaps(attachments, groups);
}
