import type { AllowlistDeps } from '../deps.ts';
import { type OpenTarget, openTargets } from './open-target.ts';
import { fetchDeployment } from './read-deployment.ts';

/**
 * Every target that the bucket lists now, for the command line; `undefined` where it lists none and the deployment's own
 * policy is the only one.
 * @throws {ProblemError} `storage_refused` for a broken list
 */
export async function findTargets(deps: AllowlistDeps): Promise<readonly OpenTarget[] | undefined> {
  const stored = await fetchDeployment(deps);
  return stored && openTargets(deps, stored.deployment);
}
