import { diffPolicies, type PolicyDiff } from '@genkan/shared/policy';
import type { AllowlistDeps } from '../../deps.ts';
import { renderPolicy } from '../../policy/document/render.ts';
import { readApplied } from '../../store/applied.ts';
import { BASELINE_KEY } from '../../store/baseline.ts';
import { listLeases } from '../../store/leases.ts';
import type { ResetOptions } from '../../tasks/reset.ts';
import { readDefaultVersion } from './baseline.ts';

/** What a reset would change now, rendered as the reset does. Changes nothing. @throws {ProblemError} `baseline_invalid` */
export async function previewReset(deps: AllowlistDeps, options: ResetOptions = {}): Promise<PolicyDiff> {
  const [{ document: live }, stored, records, applied] = await Promise.all([
    readDefaultVersion(deps),
    deps.objects.get(BASELINE_KEY),
    listLeases(deps.objects),
    readApplied(deps.objects),
  ]);
  const { document } = renderPolicy(deps, {
    mode: 'reset',
    live,
    baseline: stored?.body,
    records: options.toBaseline === true ? [] : records,
    applied: applied?.state,
  });
  return diffPolicies(live, document);
}
