import { diffPolicies } from '@genkan/shared/policy';
import type { BackendConfig } from '../../runtime/config.ts';
import type { ObjectStore, PolicyStore } from '../../runtime/ports.ts';
import { ProblemError } from '../../runtime/problems.ts';
import { hashDocument } from '../../store/applied.ts';
import { readBaselineRecord } from '../../store/baseline.ts';
import { refusal } from './render.ts';

interface BaselinePorts {
  readonly config: Pick<BackendConfig, 'sids'>;
  readonly objects: ObjectStore;
  readonly policies: Pick<PolicyStore, 'arn'>;
}

/**
 * Refuses to make a baseline live that an administrator did not set. A reset writes the whole baseline, so a person who can
 * write that one object could write any policy. A baseline that differs from the live document only in its address lists is
 * used as it is; every other one must be the document that `genkan init` or `genkan baseline set` recorded.
 * @throws {ProblemError} `baseline_invalid`
 */
export async function requireTrustedBaseline(
  deps: BaselinePorts,
  live: string,
  baseline: string | undefined,
): Promise<void> {
  if (baseline === undefined) return;
  const record = await readBaselineRecord(deps.objects);
  if (record && record.policyArn !== deps.policies.arn) {
    throw untrusted(`it was set for ${record.policyArn}, and this deployment manages ${deps.policies.arn}`);
  }
  if (record?.sha256 === hashDocument(baseline)) return;
  const sids = deps.config.sids ? { sids: deps.config.sids } : {};
  const [difference] = diffPolicies(live, baseline, sids).other;
  if (difference === undefined) return;
  throw untrusted(
    `it differs from the live policy in more than addresses (${difference}), and no administrator has set it with "genkan baseline set"`,
  );
}

function untrusted(reason: string): ProblemError {
  return new ProblemError('baseline_invalid', refusal('baseline_invalid', reason));
}
