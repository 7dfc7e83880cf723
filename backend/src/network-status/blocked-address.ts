import { type Address, formatAddress } from '@genkan/shared/address';
import { findAddressDeny } from '@genkan/shared/policy';
import type { BackendConfig } from '../runtime/config.ts';
import { ProblemError } from '../runtime/problems.ts';
import { BASELINE_KEY } from '../store/baseline.ts';
import { type RecordPorts, readCached } from '../store/records.ts';

type BlockPorts = RecordPorts & { readonly config: Pick<BackendConfig, 'sids'> };

/**
 * Refuses an address that another statement of the policy denies whatever the allowlist holds. The baseline decides: it is
 * in memory, so the check costs no request. A statement that only the live document has is reported by `GET /v1/me`.
 * @throws {ProblemError} `address_blocked`
 */
export async function requireUnblocked(deps: BlockPorts, address: Address): Promise<void> {
  const baseline = await readCached(deps, BASELINE_KEY);
  if (baseline === undefined) return;
  const { sids } = deps.config;
  const deny = findAddressDeny(baseline, address, { sids });
  if (deny?.isCertain !== true) return;
  throw new ProblemError(
    'address_blocked',
    `Statement ${deny.statement}${deny.sid === undefined ? '' : ` (${deny.sid})`} of the policy denies ${formatAddress(address)} by itself, so a lease for it has no effect and nothing was changed. Ask an administrator.`,
  );
}
