import { type Address, parseAddress, publicity } from '@genkan/shared/address';
import { ProblemError } from '../problems.ts';

/**
 * The observed source address, if it is a public one.
 * @throws {ProblemError} `address_not_public`
 */
export function requirePublicAddress(observed: string | undefined): Address {
  const parsed = parseAddress(observed ?? '');
  if (!parsed.ok) {
    throw new ProblemError(
      'address_not_public',
      'The address of this request could not be seen. An administrator should check the proxies in front of Genkan.',
    );
  }
  const verdict = publicity(parsed.value);
  if (!verdict.public) {
    throw new ProblemError(
      'address_not_public',
      `Genkan sees this request come from ${observed}: ${verdict.reason}. AWS never sees such an address. Use Genkan's public endpoint, not one inside a VPN or a private network.`,
    );
  }
  return parsed.value;
}
