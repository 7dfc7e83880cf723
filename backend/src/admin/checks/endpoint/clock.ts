import { type Check, type EndpointFacts, type Finding, failure, ok, unknown, warning } from '../check.ts';

const CHECK = 'clock';
/** More than this shifts the ends of leases noticeably. */
const WARN_MS = 60_000;
/** AWS refuses signatures that are further off. */
const REFUSED_MS = 5 * 60_000;

/** This machine's clock and the backend's agree with AWS's. */
export const checkClock: Check = ({ now, awsTime, endpoints }) => {
  if (!awsTime.known) return [unknown(CHECK, awsTime, warning, 'Try again.')];
  const here = compare("This machine's clock", now - awsTime.value, 'Set it by NTP.');
  const there = dateOf(endpoints.dualStack) ?? dateOf(endpoints.ipv4);
  const backend =
    there === undefined ? [] : compare("The backend's clock", there - awsTime.value, 'Set its host by NTP.');
  const findings = [...here, ...backend];
  return findings.length > 0 ? findings : [ok(CHECK, "The clocks agree with AWS's.")];
};

function compare(whose: string, skewMs: number, fix: string): readonly Finding[] {
  const skew = Math.abs(skewMs);
  if (skew < WARN_MS) return [];
  const message = `${whose} is ${Math.round(skew / 1000)} seconds ${skewMs > 0 ? 'ahead of' : 'behind'} AWS's: leases end at the wrong time.`;
  return [skew < REFUSED_MS ? warning(CHECK, message, fix) : failure(CHECK, message, fix)];
}

function dateOf(endpoint: EndpointFacts | undefined): number | undefined {
  for (const response of endpoint?.responses.values() ?? []) {
    if (response.known && response.value.date !== undefined) return response.value.date;
  }
  return undefined;
}
