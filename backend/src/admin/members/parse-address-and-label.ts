import { type Address, checkPublicAddress, parseAddress } from '@genkan/shared/address';
import { createLeaseRequestSchema } from '@genkan/shared/contract';
import type { Result } from '@genkan/shared/result';
import * as v from 'valibot';

/** Parses the address and label of a lease that an administrator adds, by the rules for a member's request. */
export function parseAddressAndLabel(
  text: string,
  label: string | undefined,
): Result<{ readonly address: Address; readonly label: string | undefined }> {
  const address = parseAddress(text);
  if (!address.ok) return { ok: false, reason: `"${text}" is not an address: ${address.reason}.` };
  const check = checkPublicAddress(address.value);
  if (!check.public) return { ok: false, reason: `${text} cannot get a lease: ${check.reason}.` };
  const request = v.safeParse(createLeaseRequestSchema, { ...(label !== undefined && { label }) });
  if (!request.success) return { ok: false, reason: `The label: ${request.issues[0].message}.` };
  return { ok: true, value: { address: address.value, label: request.output.label } };
}
