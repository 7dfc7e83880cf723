import { type Cidr, checkPublicAddress, formatCidr, parseCidr } from '@genkan/shared/address';
import type { Result } from '@genkan/shared/result';
import { denyOutside } from '../../../src/admin/policy/deny-outside.ts';

/** Checks the office's addresses and writes each with its prefix. */
export function officeNetworks(texts: readonly string[]): Result<readonly string[]> {
  if (texts.length === 0)
    return { ok: false, reason: 'Name at least one address: an empty list denies everyone.' };
  const networks: string[] = [];
  for (const text of texts) {
    const parsed = parseCidr(text);
    if (!parsed.ok) return { ok: false, reason: `${text}: ${parsed.reason}` };
    const problem = problemOf(parsed.value);
    if (problem !== undefined) return { ok: false, reason: `${text}: ${problem}` };
    networks.push(formatCidr(parsed.value));
  }
  return { ok: true, value: [...new Set(networks)] };
}

function problemOf(cidr: Cidr): string | undefined {
  if (cidr.prefix === 0) return 'this is the whole internet, so the policy would deny nothing.';
  const { family, value } = cidr;
  const check = checkPublicAddress({ family, value });
  return check.public ? undefined : `${check.reason} AWS sees the office’s public address.`;
}

/** The policy for a team that has none: everything is denied outside the office. */
export function officePolicy(networks: readonly string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [denyOutside(networks)] }, undefined, 2);
}
