import { readNewest } from '../../audit/audit-trail.ts';
import type { AllowlistDeps } from '../../deps.ts';
import type { AccountPort, Attachments, EndpointPort } from '../../runtime/account-port.ts';
import { mapBounded } from '../../runtime/map-bounded.ts';
import { AccessRefusedError, RoleRefusedError } from '../../runtime/ports.ts';
import { readApplied } from '../../store/applied.ts';
import { BASELINE_KEY } from '../../store/baseline.ts';
import { listLeases } from '../../store/leases.ts';
import { inspectLock } from '../../store/lock.ts';
import { listMembers } from '../../store/member-store.ts';
import type { DeploymentFacts, EndpointFacts, Fact, TargetFacts } from '../checks/check.ts';
import { readDefaultVersion } from '../policy/baseline.ts';

const AUDIT_RANGE_MS = 3 * 86_400_000;
/** Two days of a team with 1,500 members. */
const MAX_AUDIT_EVENTS = 5_000;

export interface DoctorOptions {
  readonly account: AccountPort & EndpointPort;
  readonly endpoints: { readonly ipv4?: string; readonly dualStack?: string };
  /** A failure in words. */
  readonly explain: (error: unknown) => string;
}

/** Reads one fact; a failure becomes a fact with its reason. `permission` is what the reading needs. */
type Attempt = <T>(permission: string | undefined, read: () => Promise<T>) => Promise<Fact<T>>;

/** Reads everything that the checks look at, side by side. What cannot be read is a fact with its reason. */
export async function gatherFacts(deps: AllowlistDeps, options: DoctorOptions): Promise<DeploymentFacts> {
  const attempt = createAttempt(options);
  const [endpoints, policy, stored, account] = await Promise.all([
    requestEndpoints(options, attempt),
    readPolicyFacts(deps, attempt),
    readStoredFacts(deps, attempt),
    readAccountFacts(deps, options.account, attempt),
  ]);
  return { deps, ...endpoints, ...policy, ...stored, ...account };
}

/** The same of a further target: only what its own policy and its part of the bucket tell. */
export async function gatherTargetFacts(deps: AllowlistDeps, options: DoctorOptions): Promise<TargetFacts> {
  const attempt = createAttempt(options);
  const [policy, stored] = await Promise.all([
    readPolicyFacts(deps, attempt),
    readStoredFacts(deps, attempt),
  ]);
  return { deps, now: deps.clock.now(), ...policy, ...stored };
}

function createAttempt({ explain }: DoctorOptions): Attempt {
  return async (permission, read) => {
    try {
      return { known: true, value: await read() };
    } catch (error) {
      const isRefused = error instanceof AccessRefusedError || error instanceof RoleRefusedError;
      const lacks = isRefused && permission !== undefined;
      return { known: false, why: explain(error).replace(/\.$/, ''), ...(lacks && { permission }) };
    }
  };
}

async function requestEndpoints({ account, endpoints }: DoctorOptions, attempt: Attempt) {
  const request = async (url: string | undefined): Promise<EndpointFacts | undefined> => {
    if (url === undefined) return undefined;
    const families = await attempt(undefined, () => account.familiesOf(new URL(url).hostname));
    const responses = (families.known ? families.value : []).map(
      async (family) => [family, await attempt(undefined, () => account.requestHealth(url, family))] as const,
    );
    return { url, families, responses: new Map(await Promise.all(responses)) };
  };
  const [ipv4, dualStack] = await Promise.all([request(endpoints.ipv4), request(endpoints.dualStack)]);
  return { endpoints: { ...(ipv4 && { ipv4 }), ...(dualStack && { dualStack }) } };
}

async function readPolicyFacts(deps: AllowlistDeps, attempt: Attempt) {
  const [versions, live] = await Promise.all([
    attempt('iam:ListPolicyVersions', () => deps.policies.listVersions()),
    attempt('iam:GetPolicyVersion', async () => {
      const { id, document } = await readDefaultVersion(deps);
      return { version: id, document };
    }),
  ]);
  return { versions, live };
}

async function readStoredFacts(deps: AllowlistDeps, attempt: Attempt) {
  const { objects } = deps;
  const until = deps.clock.now();
  const range = { since: until - AUDIT_RANGE_MS, until };
  const [baseline, records, applied, auditEvents, lock, members] = await Promise.all([
    attempt('s3:GetObject', async () => (await objects.get(BASELINE_KEY))?.body),
    attempt('s3:ListBucket', () => listLeases(objects)),
    attempt('s3:GetObject', async () => (await readApplied(objects))?.state),
    attempt('s3:ListBucket and s3:GetObject', async () => {
      const { events } = await readNewest(objects, range, { limit: MAX_AUDIT_EVENTS });
      return events;
    }),
    attempt('s3:GetObject', () => inspectLock(deps)),
    attempt('s3:ListBucket and s3:GetObject', async () => {
      const { members, broken } = await listMembers(objects);
      const created = members.map((member) => Date.parse(member.created));
      const firstAt = created.length > 0 ? Math.min(...created) : undefined;
      return { count: members.length, broken, firstAt };
    }),
  ]);
  return { baseline, records, applied, auditEvents, lock, members };
}

async function readAccountFacts(deps: AllowlistDeps, account: AccountPort, attempt: Attempt) {
  const attachmentsRead = attempt('iam:ListEntitiesForPolicy', () => account.attachments());
  const [clock, attachments, functionRoles, schedules, tags, retention, alarmSubscriptions] =
    await Promise.all([
      attempt(undefined, () => account.awsTime()).then((fact) => ({ fact, now: deps.clock.now() })),
      attachmentsRead,
      attempt('iam:GetRole', async () => functionRolesOf(await attachmentsRead, account)),
      attempt('scheduler:ListSchedules and scheduler:GetSchedule', () => account.schedules()),
      attempt('iam:ListPolicyTags', () => account.policyTags()),
      attempt('s3:GetBucketObjectLockConfiguration', () => account.defaultRetention()),
      attempt('sns:ListSubscriptionsByTopic', () => account.alarmSubscriptions()),
    ]);
  const { fact: awsTime, now } = clock;
  return { now, awsTime, attachments, functionRoles, schedules, tags, retention, alarmSubscriptions };
}

async function functionRolesOf(
  attachments: Fact<Attachments>,
  account: AccountPort,
): Promise<readonly string[]> {
  const roles = attachments.known ? attachments.value.roles : [];
  const isOfFunctions = await mapBounded(roles, (role) => account.isFunctionRole(role));
  return roles.filter((_, index) => isOfFunctions[index]);
}
