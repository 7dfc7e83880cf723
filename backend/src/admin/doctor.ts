import type { AllowlistDeps } from '../deps.ts';
import { checkAlarms } from './checks/alarms.ts';
import { checkAttachments } from './checks/attachments.ts';
import { checkBaseline } from './checks/baseline.ts';
import { checkBucket } from './checks/bucket.ts';
import { checkCapacity } from './checks/capacity.ts';
import { checkCdn } from './checks/cdn.ts';
import type { Check, Finding } from './checks/check.ts';
import { checkClock } from './checks/clock.ts';
import { checkEndpoints } from './checks/endpoints.ts';
import { checkFamilies } from './checks/families.ts';
import { checkLeases } from './checks/leases.ts';
import { checkLock } from './checks/lock.ts';
import { checkMembers } from './checks/members.ts';
import { checkOwner } from './checks/owner.ts';
import { checkPolicy } from './checks/policy.ts';
import { checkReconcile } from './checks/reconcile.ts';
import { checkSchedule } from './checks/schedule.ts';
import { checkSignIn } from './checks/signin.ts';
import { checkVersions } from './checks/versions.ts';
import { type Examination, gatherFacts } from './gather-facts.ts';

/** In the order of reading: what everything rests on first. */
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

/** Looks at the whole deployment and says what to fix. Changes nothing. */
export async function examine(deps: AllowlistDeps, examination: Examination): Promise<readonly Finding[]> {
  const facts = await gatherFacts(deps, examination);
  return CHECKS.flatMap((check) => check(facts));
}
