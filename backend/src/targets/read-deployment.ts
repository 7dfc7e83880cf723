import type { BackendConfig } from '../runtime/config.ts';
import { ProblemError } from '../runtime/problems.ts';
import { type RecordPorts, readCached } from '../store/records.ts';
import { DEPLOYMENT_KEY, type Deployment, parseDeployment } from './deployment.ts';

export type DeploymentPorts = RecordPorts & {
  readonly config: Pick<BackendConfig, 'bucket' | 'multipleTargets' | 'policyArn'>;
};

/**
 * The deployment's targets and groups, at most ten seconds old; `undefined` for a deployment with one target, which needs
 * no request.
 * @throws {ProblemError} `storage_refused` when `targets.json` is broken or of another deployment
 */
export async function readDeployment(deps: DeploymentPorts): Promise<Deployment | undefined> {
  const { config } = deps;
  if (!config.multipleTargets) return undefined;
  const text = await readCached(deps, DEPLOYMENT_KEY);
  // A deployment that was just prepared for several targets has no list yet.
  return text === undefined ? undefined : checkDeployment(config, text);
}

/** The list in the bucket with the ETag that its next version must name. */
export interface StoredDeployment {
  readonly deployment: Deployment;
  readonly etag: string;
}

/** The list as it is now; `undefined` where there is none. @throws {ProblemError} `storage_refused` */
export async function fetchDeployment(
  deps: Pick<DeploymentPorts, 'config' | 'objects'>,
): Promise<StoredDeployment | undefined> {
  const stored = await deps.objects.get(DEPLOYMENT_KEY);
  return stored && { deployment: checkDeployment(deps.config, stored.body), etag: stored.etag };
}

function checkDeployment({ bucket, policyArn }: DeploymentPorts['config'], text: string): Deployment {
  const parsed = parseDeployment(text);
  if (!parsed.ok) {
    throw refuse(
      `${DEPLOYMENT_KEY} in the bucket "${bucket}" is broken (${parsed.reason}). Correct it, or restore the version before.`,
    );
  }
  if (!parsed.value.targets.some((target) => target.policyArn === policyArn)) {
    throw refuse(
      `${DEPLOYMENT_KEY} in the bucket "${bucket}" does not list ${policyArn}, the policy in GENKAN_POLICY_ARN. An administrator must correct one of the two.`,
    );
  }
  return parsed.value;
}

function refuse(detail: string): ProblemError {
  return new ProblemError('storage_refused', detail);
}
