import type { Node } from 'jsonc-parser';
import { type Cidr, parseCidr } from '../../address/cidr.ts';
import { type Result, refuse, succeed } from '../../result.ts';
import { itemsOf, type Property } from '../json.ts';
import { policySize } from '../size.ts';

/** One entry of an `aws:SourceIp` list. */
export interface Entry {
  /** What the author wrote, as a string. */
  readonly spelled: string;
  readonly cidr: Cidr;
  /** What the author wrote, as JSON. */
  readonly literal: string;
  /** Characters of the literal as IAM counts them. */
  readonly size: number;
  /** What stands between the entry before, or the beginning of the list, and this one. */
  readonly lead: string;
}

/** The value of `aws:SourceIp`: where it stands and what it holds. */
export interface AddressList {
  readonly offset: number;
  readonly end: number;
  /** Whether the author leaves a space behind a colon; new entries follow. */
  readonly isSpaced: boolean;
  /** A list, or a single string. */
  readonly isList: boolean;
  readonly entries: readonly [Entry, ...Entry[]];
  /** What stands between the last entry and the end of the list. */
  readonly tail: string;
}

/**
 * Reads the value of `aws:SourceIp`, a string or a list of strings, as IAM understands it: each an address or a block,
 * with or without a prefix, in any capitals, bits behind the prefix ignored. The reason of a refusal continues
 * "statement 1's list …".
 */
export function readAddressList({ value, isSpaced }: Property, text: string): Result<AddressList> {
  const entries: Entry[] = [];
  let position = value.offset;
  for (const item of itemsOf(value)) {
    if (item.type !== 'string') return refuse(`holds ${describe(item)}, which is not an address`);
    const spelled = String(item.value);
    const cidr = readEntry(spelled);
    if (!cidr.ok) return cidr;
    const end = item.offset + item.length;
    const lead = text.slice(position, item.offset);
    const literal = text.slice(item.offset, end);
    entries.push({ spelled, cidr: cidr.value, literal, size: policySize(literal), lead });
    position = end;
  }
  const [first, ...others] = entries;
  if (first === undefined) return refuse('is empty, which denies everyone; put an address into it');
  const end = value.offset + value.length;
  return succeed({
    offset: value.offset,
    end,
    isSpaced,
    isList: value.type === 'array',
    entries: [first, ...others],
    tail: text.slice(position, end),
  });
}

const VARIABLE = '$' + '{';

function readEntry(spelled: string): Result<Cidr> {
  const parsed = parseCidr(spelled);
  if (!parsed.ok) {
    const variable = spelled.includes(VARIABLE) ? 'a policy variable, ' : '';
    return refuse(`holds "${spelled}", which is ${variable}not an address`);
  }
  if (parsed.value.family === 4 && spelled.includes(':')) {
    // IAM may compare it as IPv6 or as IPv4; AWS does not document which.
    return refuse(`holds "${spelled}", which is an IPv4 address written as IPv6; write it as IPv4`);
  }
  return parsed;
}

function describe(node: Node): string {
  return node.type === 'object' || node.type === 'array' ? `an ${node.type}` : `${node.value}`;
}
