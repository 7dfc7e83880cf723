import { type Cidr, parseCidr } from '../address/cidr.ts';
import { type Result, refuse, succeed } from '../result.ts';

/**
 * Understands one entry of an `aws:SourceIp` list as IAM does: an address or a block, with or without a prefix, in any
 * capitals, bits behind the prefix ignored. The reason of a refusal continues "statement 1 has a list that holds …, which".
 */
export function parseEntry(entry: string): Result<Cidr> {
  if (entry.includes('$' + '{')) return refuse('is a policy variable, not an address');
  const parsed = parseCidr(entry);
  if (!parsed.ok) return refuse('is not an address');
  if (parsed.value.family === 4 && entry.includes(':')) {
    // IAM may compare it as IPv6 or as IPv4; nothing says which.
    return refuse('is an IPv4 address in IPv6 clothes; write it as IPv4');
  }
  return succeed(parsed.value);
}
