import type { Address } from '@genkan/shared/address';
import type { CreateLeaseResponse } from '@genkan/shared/contract';
import { explainAccess } from '@genkan/shared/render';
import { refusal, requireBaseline } from '../policy/document/render.ts';
import { ProblemError } from '../runtime/problems.ts';
import { BASELINE_KEY } from '../store/baseline.ts';
import { readCached } from '../store/records.ts';
import { explain, readView, type StatusPorts } from './policy-view.ts';

/**
 * The response when there is nothing to grant: the baseline covers the address, and the live policy still has the entry.
 * The remembered baseline decides first, so that other requests do not read the live policy.
 * @throws {ProblemError} `baseline_invalid`
 */
export async function findBaselineAccess(
  deps: StatusPorts,
  address: Address,
): Promise<CreateLeaseResponse | undefined> {
  const baseline = requireBaseline(await readCached(deps, BASELINE_KEY));
  const sids = deps.config.sids ? { sids: deps.config.sids } : {};
  const pristine = explainAccess({ live: baseline, baseline, active: [], address, ...sids });
  if (!pristine.ok) throw new ProblemError('baseline_invalid', refusal('baseline_invalid', pristine.reason));
  if (!pristine.access.allowed) return undefined;
  const view = await readView(deps);
  const access = explain(deps, view, address);
  if (!access.allowed || access.by !== 'baseline') return undefined;
  return {
    outcome: 'covered',
    entry: access.entry,
    policy: { arn: deps.policies.arn, version: view.live.version },
  };
}
