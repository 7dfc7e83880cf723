import { type Address, checkPublicAddress, formatAddress } from '@genkan/shared/address';
import { ProblemError } from '../../runtime/problems.ts';
import type { Observation } from './source-address.ts';

/** What an administrator does about a proxy; the page has the settings of each common one. */
const HOW_TO_CONFIGURE =
  'An administrator must give members an endpoint without that proxy, or, with a server of your own, name the proxy in GENKAN_TRUSTED_PROXIES; see backend/PROXIES.md.';

/**
 * The observed source address, if it is the member's and a public one.
 * @throws {ProblemError} `address_not_public`, `proxy_in_front`
 */
export function requirePublicAddress(observation: Observation): Address {
  if (observation.kind === 'unknown') {
    throw new ProblemError(
      'address_not_public',
      'The address of this request could not be seen. An administrator should check the proxies in front of Genkan; see backend/PROXIES.md.',
    );
  }
  const { address, kind } = observation;
  const text = formatAddress(address);
  if (kind === 'proxy') {
    throw new ProblemError(
      'proxy_in_front',
      `This request was passed on by ${observation.name}: Genkan sees the address ${text} of the proxy and not yours. Nothing was changed. ${HOW_TO_CONFIGURE}`,
    );
  }
  if (kind === 'untrusted') {
    throw new ProblemError(
      'proxy_in_front',
      `Genkan's server takes the address of a member from the proxy in front of it, and this request came from ${text}, which is not a trusted proxy. Nothing was changed. Use the public endpoint. If ${text} is the proxy, an administrator must name it in GENKAN_TRUSTED_PROXIES; see backend/PROXIES.md.`,
    );
  }
  const verdict = checkPublicAddress(address);
  if (!verdict.public) {
    throw new ProblemError(
      'address_not_public',
      `Genkan sees this request come from ${text}: ${verdict.reason}. AWS never sees such an address. Use Genkan's public endpoint, not one inside a VPN or a private network. If ${text} is a proxy in front of Genkan, an administrator must name it in GENKAN_TRUSTED_PROXIES; see backend/PROXIES.md.`,
    );
  }
  return address;
}
