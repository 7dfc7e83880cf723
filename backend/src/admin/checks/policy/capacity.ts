import { MAX_POLICY_SIZE, policySize } from '@genkan/shared/policy';
import { failure, ok, type TargetCheck, warning } from '../check.ts';

const CHECK = 'capacity';
const WARN_FROM = 0.8;
/** `"203.0.113.107/32",` */
const ENTRY_SIZE = 19;
const FIX =
  'Join office addresses into wider blocks in the baseline ("genkan baseline set"), or shorten leases.';

/** The policy has room for more leases. */
export const checkCapacity: TargetCheck = ({ live, applied }) => {
  if (!live.known) return [];
  const size = policySize(live.value.document);
  const percent = Math.round((100 * size) / MAX_POLICY_SIZE);
  const omitted = applied.known ? (applied.value?.leftOut.length ?? 0) : 0;
  if (omitted > 0) {
    return [failure(CHECK, `The policy is full (${percent} %): ${omitted} lease(s) found no room.`, FIX)];
  }
  const room = Math.floor((MAX_POLICY_SIZE - size) / ENTRY_SIZE);
  const message = `The live policy is ${percent} % full; some ${room} more IPv4 addresses fit.`;
  return [size > WARN_FROM * MAX_POLICY_SIZE ? warning(CHECK, message, FIX) : ok(CHECK, message)];
};
