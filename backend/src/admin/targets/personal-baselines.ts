import type { AllowlistDeps } from '../../deps.ts';
import { mapBounded } from '../../runtime/map-bounded.ts';
import { openTarget } from '../../targets/open-target.ts';
import { ensureBaseline } from '../policy/baseline.ts';
import { readTargetList } from './target-list.ts';

/**
 * Gives the personal targets that are made from a shared one its new baseline; their next reset applies it. A policy that does not
 * change is not written then.
 * @param policyArn the policy of the shared target
 * @returns how many there are
 */
export async function writePersonalBaselines(
  deps: AllowlistDeps,
  policyArn: string,
  document: string,
): Promise<number> {
  const { deployment } = await readTargetList(deps);
  const shared = deployment.targets.find((target) => target.policyArn === policyArn);
  const personal = deployment.targets.filter(
    ({ template }) => shared !== undefined && template === shared.id,
  );
  await mapBounded(personal, (target) => ensureBaseline(openTarget(deps, deployment, target).deps, document));
  return personal.length;
}
