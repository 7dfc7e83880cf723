import type { AllowlistDeps } from '../../deps.ts';
import type { Check, Finding } from '../checks/check.ts';
import { checkCdn } from '../checks/endpoint/cdn.ts';
import { checkClock } from '../checks/endpoint/clock.ts';
import { checkEndpoints } from '../checks/endpoint/endpoints.ts';
import { checkFamilies } from '../checks/endpoint/families.ts';
import { checkSignIn } from '../checks/endpoint/signin.ts';
import { checkAttachments } from '../checks/policy/attachments.ts';
import { checkCapacity } from '../checks/policy/capacity.ts';
import { checkOwner } from '../checks/policy/owner.ts';
import { checkPolicy } from '../checks/policy/policy.ts';
import { checkVersions } from '../checks/policy/versions.ts';
import { checkAlarms } from '../checks/schedule/alarms.ts';
import { checkReconcile } from '../checks/schedule/reconcile.ts';
import { checkSchedule } from '../checks/schedule/schedule.ts';
import { checkBaseline } from '../checks/storage/baseline.ts';
import { checkBucket } from '../checks/storage/bucket.ts';
import { checkLeases } from '../checks/storage/leases.ts';
import { checkLock } from '../checks/storage/lock.ts';
import { checkMembers } from '../checks/storage/members.ts';
import { type DoctorOptions, gatherFacts } from './gather-facts.ts';

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

/** Checks the whole deployment and returns findings with their fixes. Changes nothing. */
export async function runDoctor(deps: AllowlistDeps, options: DoctorOptions): Promise<readonly Finding[]> {
  const facts = await gatherFacts(deps, options);
  return CHECKS.flatMap((check) => check(facts));
}
