import { readNewest } from '../../audit/audit-trail.ts';
import type { AllowlistDeps } from '../../deps.ts';
import type { Attachments, Outside } from '../../runtime/account-port.ts';
import { mapBounded } from '../../runtime/map-bounded.ts';
import { AccessRefusedError } from '../../runtime/ports.ts';
import { readApplied } from '../../store/applied.ts';
import { BASELINE_KEY } from '../../store/baseline.ts';
import { listLeases } from '../../store/leases.ts';
import { inspectLock } from '../../store/lock.ts';
import { listMembers } from '../../store/member-store.ts';
import type { EndpointFacts, Fact, Facts } from '../checks/check.ts';
import { readDefaultVersion } from '../policy/baseline.ts';

const TRAIL_MS = 3 * 86_400_000;
/** Two days of a team with 1,500 members. */
const TRAIL_EVENTS = 5_000;

export interface Examination {
  readonly outside: Outside;
  readonly endpoints: { readonly ipv4?: string; readonly dualStack?: string };
  /** A failure in words. */
  readonly explain: (error: unknown) => string;
}

/** Reads everything that the doctor looks at, side by side. What cannot be read is a fact with its reason. */
export async function gatherFacts(deps: AllowlistDeps, examination: Examination): Promise<Facts> {
  const { outside, endpoints, explain } = examination;
  const { objects, policies } = deps;
  const now = deps.clock.now();
  const attempt = async <T>(permission: string | undefined, read: () => Promise<T>): Promise<Fact<T>> => {
    try {
      return { known: true, value: await read() };
    } catch (error) {
      const lacks = error instanceof AccessRefusedError && permission !== undefined;
      return { known: false, why: explain(error).replace(/\.$/, ''), ...(lacks && { permission }) };
    }
  };
  const visit = async (url: string | undefined): Promise<EndpointFacts | undefined> => {
    if (url === undefined) return undefined;
    const families = await attempt(undefined, () => outside.familiesOf(new URL(url).hostname));
    const answers = (families.known ? families.value : []).map(
      async (family) => [family, await attempt(undefined, () => outside.knock(url, family))] as const,
    );
    return { url, families, answers: new Map(await Promise.all(answers)) };
  };
  const carriers = attempt('iam:ListEntitiesForPolicy', () => outside.attachments());
  const [ipv4, dualStack, clock, versions, live, baseline, records, applied] = await Promise.all([
    visit(endpoints.ipv4),
    visit(endpoints.dualStack),
    attempt(undefined, () => outside.awsTime()).then((fact) => ({ fact, now: deps.clock.now() })),
    attempt('iam:ListPolicyVersions', () => policies.listVersions()),
    attempt('iam:GetPolicyVersion', async () => {
      const { id, document } = await readDefaultVersion(deps);
      return { version: id, document };
    }),
    attempt('s3:GetObject', async () => (await objects.get(BASELINE_KEY))?.body),
    attempt('s3:ListBucket', () => listLeases(objects)),
    attempt('s3:GetObject', async () => (await readApplied(objects))?.state),
  ]);
  const [trail, lock, members, attachments, functionRoles, schedules] = await Promise.all([
    attempt('s3:ListBucket and s3:GetObject', () =>
      readNewest(objects, { since: now - TRAIL_MS, until: now }, { limit: TRAIL_EVENTS }).then(
        ({ events }) => events,
      ),
    ),
    attempt('s3:GetObject', () => inspectLock(deps)),
    attempt('s3:ListBucket and s3:GetObject', async () => {
      const { members, broken } = await listMembers(objects);
      const since = members.map(({ created }) => Date.parse(created));
      return { count: members.length, broken, firstAt: since.length > 0 ? Math.min(...since) : undefined };
    }),
    carriers,
    attempt('iam:GetRole', async () => functionRolesOf(await carriers, outside)),
    attempt('scheduler:ListSchedules and scheduler:GetSchedule', () => outside.schedules()),
  ]);
  const [tags, retention, alarmSubscriptions] = await Promise.all([
    attempt('iam:ListPolicyTags', () => outside.policyTags()),
    attempt('s3:GetBucketObjectLockConfiguration', () => outside.defaultRetention()),
    attempt('sns:ListSubscriptionsByTopic', () => outside.alarmSubscriptions()),
  ]);
  return {
    deps,
    now: clock.now,
    awsTime: clock.fact,
    versions,
    live,
    baseline,
    records,
    applied,
    trail,
    lock,
    members,
    attachments,
    functionRoles,
    schedules,
    tags,
    retention,
    alarmSubscriptions,
    endpoints: { ...(ipv4 && { ipv4 }), ...(dualStack && { dualStack }) },
  };
}

async function functionRolesOf(attachments: Fact<Attachments>, outside: Outside): Promise<readonly string[]> {
  const roles = attachments.known ? attachments.value.roles : [];
  const verdicts = await mapBounded(roles, (role) => outside.isFunctionRole(role));
  return roles.filter((_, index) => verdicts[index]);
}
