import { createHash } from 'node:crypto';
import { LEASE_PREFIX } from '@genkan/shared/lease';
import type { AllowlistDeps } from '../../deps.ts';
import { mapBounded } from '../../runtime/map-bounded.ts';
import { pause } from '../../runtime/pause.ts';
import { PreconditionFailedError } from '../../runtime/ports.ts';
import { OLD_LIST_MS } from '../../runtime/timing.ts';
import { DEPLOYMENT_KEY, type Deployment, parseDeployment, type Target } from '../../targets/deployment.ts';
import { fetchDeployment, type StoredDeployment } from '../../targets/read-deployment.ts';

/** A target cannot be added, changed or removed; the message says why and what to do. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

/** The id of the target that a deployment begins with. */
export const FIRST_TARGET = 'main';

/** The list as it is now; a deployment without a list has its own policy as the only target. @throws {ProblemError} */
export async function readTargetList(
  deps: AllowlistDeps,
): Promise<Pick<StoredDeployment, 'deployment'> & Partial<StoredDeployment>> {
  const stored = await fetchDeployment(deps);
  if (stored) return stored;
  const { bucket, policyArn, accountId, sids } = deps.config;
  const first = {
    id: FIRST_TARGET,
    name: nameOf(policyArn, accountId),
    policyArn,
    ...(sids && { sids: [...sids] }),
  };
  return { deployment: { deploymentId: deploymentIdOf(bucket), targets: [first], groups: {} } };
}

/** The folders of a target's leases and state. */
const OWN_PREFIXES = [LEASE_PREFIX, 'state/'];

/**
 * Deletes the leases and the state of a target that the list does not have: a late write of a former target with the same id
 * must not come into the policy of the next one.
 */
export async function deleteLeftovers({ objects }: Pick<AllowlistDeps, 'objects'>): Promise<void> {
  for (const prefix of OWN_PREFIXES) {
    await mapBounded(await objects.list(prefix), (key) => objects.delete(key));
  }
}

/** Waits until every request that was begun with the list of before has ended. */
export function outliveOldList({ clock }: Pick<AllowlistDeps, 'clock'>): Promise<void> {
  return pause(clock, OLD_LIST_MS);
}

/** The target with this policy. */
export async function findTargetOf(deps: AllowlistDeps, policyArn: string): Promise<Target | undefined> {
  const { deployment } = await readTargetList(deps);
  return deployment.targets.find((target) => target.policyArn === policyArn);
}

/**
 * A deployment's id, from the name of its bucket: names of buckets are unique in AWS. It is no secret; it keeps the backend from
 * being led into the role of another deployment.
 */
function deploymentIdOf(bucket: string): string {
  return `genkan-${createHash('sha256').update(bucket).digest('hex').slice(0, 24)}`;
}

/** `arn:…:policy/team/OfficeOnly` → `OfficeOnly (123456789012)`. */
export function nameOf(policyArn: string, accountId: string): string {
  return `${policyArn.split('/').at(-1)} (${accountId})`;
}

/** Replaces the list that was read. @throws {TargetError} when another client wrote it meanwhile */
export async function writeTargetList(
  deps: AllowlistDeps,
  deployment: Deployment,
  etag: string | undefined,
): Promise<void> {
  const text = `${JSON.stringify(deployment, null, 2)}\n`;
  const parsed = parseDeployment(text);
  if (!parsed.ok)
    throw new TargetError(`This list of targets is not valid: ${parsed.reason}. Nothing was changed.`);
  try {
    await deps.objects.put(
      DEPLOYMENT_KEY,
      text,
      etag === undefined ? { ifNoneMatch: '*' } : { ifMatch: etag },
    );
  } catch (error) {
    if (!(error instanceof PreconditionFailedError)) throw error;
    throw new TargetError(
      'Another administrator changed the targets at the same time. Run the command again.',
      {
        cause: error,
      },
    );
  }
}
