import type { Node } from 'jsonc-parser';
import { type Cidr, parseCidr } from '../address/cidr.ts';
import { type Result, refuse, succeed } from '../result.ts';
import { itemsOf } from './json.ts';

/** One entry of an `aws:SourceIp` list. */
export interface Entry {
  readonly spelled: string;
  readonly cidr: Cidr;
}

/**
 * Reads the value of `aws:SourceIp`, a string or a list of strings, as IAM understands it: each an address or a block,
 * with or without a prefix, in any capitals, bits behind the prefix ignored. The reason of a refusal continues
 * "statement 1's list …".
 */
export function readEntries(value: Node): Result<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const item of itemsOf(value)) {
    if (item.type !== 'string') return refuse(`holds ${describe(item)}, which is not an address`);
    const spelled = String(item.value);
    const parsed = parseCidr(spelled);
    if (!parsed.ok) {
      const variable = spelled.includes(VARIABLE) ? 'a policy variable, ' : '';
      return refuse(`holds "${spelled}", which is ${variable}not an address`);
    }
    if (parsed.value.family === 4 && spelled.includes(':')) {
      // IAM may compare it as IPv6 or as IPv4; nothing says which.
      return refuse(`holds "${spelled}", which is an IPv4 address written as IPv6; write it as IPv4`);
    }
    entries.push({ spelled, cidr: parsed.value });
  }
  return entries.length > 0
    ? succeed(entries)
    : refuse('is empty, which denies everyone; put an address into it');
}

const VARIABLE = '$' + '{';

function describe(node: Node): string {
  return node.type === 'object' || node.type === 'array' ? `an ${node.type}` : `${node.value}`;
}
