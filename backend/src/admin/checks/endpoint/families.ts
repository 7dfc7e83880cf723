import type { Family } from '@genkan/shared/address';
import { type Check, type Finding, failure, ok, warning } from '../check.ts';

const CHECK = 'families';

/** The endpoints are reachable over IPv4 and IPv6: AWS sees a member on both. */
export const checkFamilies: Check = ({ endpoints: { ipv4, dualStack } }) => {
  if (!ipv4 && !dualStack) return [];
  const findings: Finding[] = [];
  if (!ipv4 && dualStack) {
    findings.push(
      warning(
        CHECK,
        'There is no IPv4-only endpoint: a member who reaches Genkan over IPv6 may stay denied on IPv4.',
        'Set GENKAN_ENDPOINT_IPV4 (also for the backend) to an address that has no IPv6.',
      ),
    );
  }
  if (ipv4?.families.known && ipv4.families.value.includes(6)) {
    findings.push(
      failure(
        CHECK,
        `${ipv4.url} should be IPv4 only, but its name has an IPv6 address as well.`,
        'Set GENKAN_ENDPOINT_IPV4 to the IPv4-only API.',
      ),
    );
  }
  if (!dualStack) {
    findings.push(
      warning(
        CHECK,
        'There is no dual-stack endpoint: no member gets access on IPv6.',
        'Set GENKAN_ENDPOINT_DUAL_STACK (also for the backend) to an address that has both families.',
      ),
    );
  } else if (dualStack.families.known) {
    for (const family of [4, 6] as const) {
      const finding = checkFamily(
        family,
        dualStack.url,
        dualStack.families.value,
        dualStack.responses.get(family),
      );
      if (finding) findings.push(finding);
    }
  }
  return findings.length > 0 ? findings : [ok(CHECK, 'Both address families reach Genkan.')];
};

function checkFamily(
  family: Family,
  url: string,
  families: readonly Family[],
  response: { readonly known: boolean; readonly why?: string } | undefined,
): Finding | undefined {
  if (!families.includes(family)) {
    return failure(
      CHECK,
      `The dual-stack endpoint ${url} has no IPv${family} address: members on IPv${family} cannot be seen.`,
      'Turn dual-stack on for that API (ipAddressType dualstack), or give the host an address of both families.',
    );
  }
  if (response?.known !== false) return undefined;
  const why = response.why ?? '';
  return /ENETUNREACH|EADDRNOTAVAIL|EHOSTUNREACH/.test(why)
    ? warning(
        CHECK,
        `IPv${family} could not be tried: this network has none.`,
        `Run "genkan doctor" from a network with IPv${family}.`,
      )
    : failure(
        CHECK,
        `The dual-stack endpoint ${url} does not respond over IPv${family}: ${why}.`,
        'Look at the API and at what stands before it.',
      );
}
