import type { Check, EndpointAnswer, Finding } from './check.ts';

/** More skew than this shifts the ends of leases noticeably. */
const MAX_SKEW_MS = 60_000;

/** Both endpoints answer, and the clocks agree. */
export const checkEndpoints: Check = ({ now, endpoints }) => {
  const { ipv4, dualStack } = endpoints;
  if (!ipv4 && !dualStack) {
    return [
      {
        check: 'endpoints',
        status: 'warning',
        message: 'No endpoint is configured, so none was tried.',
        fix: 'Set GENKAN_ENDPOINT_IPV4 and GENKAN_ENDPOINT_DUAL_STACK to the addresses of the deployment.',
      },
    ];
  }
  return [
    ...describe('IPv4', 'GENKAN_ENDPOINT_IPV4', ipv4, now),
    ...describe('dual-stack', 'GENKAN_ENDPOINT_DUAL_STACK', dualStack, now),
  ];
};

function describe(
  name: string,
  variable: string,
  answer: EndpointAnswer | undefined,
  now: number,
): readonly Finding[] {
  const check = 'endpoints';
  if (!answer) {
    return [
      {
        check,
        status: 'warning',
        message: `There is no ${name} endpoint: people on the other address family may stay refused.`,
        fix: `Set ${variable}.`,
      },
    ];
  }
  if (answer.version === undefined) {
    return [
      {
        check,
        status: 'failure',
        message: `The ${name} endpoint ${answer.url} does not answer: ${answer.error ?? 'not Genkan'}.`,
        fix: 'Look at the function and its API; from a network without that address family this is expected.',
      },
    ];
  }
  const skew = answer.date === undefined ? 0 : Math.abs(answer.date - now);
  if (skew > MAX_SKEW_MS) {
    return [
      {
        check: 'clock',
        status: 'warning',
        message: `This machine's clock and the ${name} endpoint's differ by ${Math.round(skew / 1000)} seconds.`,
        fix: 'Set the clock by NTP.',
      },
    ];
  }
  return [{ check, status: 'ok', message: `The ${name} endpoint answers (version ${answer.version}).` }];
}
