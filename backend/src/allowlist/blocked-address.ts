import { type Address, formatAddress } from '@genkan/shared/address';
import { findAddressDeny, type StatementName } from '@genkan/shared/policy';
import type { AllowlistDeps } from '../deps.ts';
import { ProblemError } from '../problems.ts';
import { BASELINE_KEY } from '../store/baseline.ts';
import { readCached } from '../store/records.ts';

/**
 * Refuses an address that another statement of the policy denies whatever the allowlist holds. The baseline decides: it is
 * in memory, so the check costs no request. A statement that only the live document has is reported by `GET /v1/me`.
 * @throws {ProblemError} `address_blocked`
 */
export async function requireUnblocked(deps: AllowlistDeps, address: Address): Promise<void> {
  const baseline = await readCached(deps, BASELINE_KEY);
  if (baseline === undefined) return;
  const { sids } = deps.config;
  const deny = findAddressDeny(baseline, address, { sids });
  if (deny?.isCertain !== true) return;
  throw new ProblemError(
    'address_blocked',
    `${nameStatement(deny)} of the policy denies ${formatAddress(address)} by itself, so a lease for it has no effect and nothing was changed. Ask an administrator.`,
  );
}

/** `Statement 2 (Blocked)` */
export function nameStatement({ statement, sid }: StatementName): string {
  return `Statement ${statement}${sid === undefined ? '' : ` (${sid})`}`;
}
