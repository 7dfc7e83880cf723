import type { Node } from 'jsonc-parser';
import { type Address, bitsOf, formatAddress } from '../address/address.ts';
import { blockOf, contains, parseCidr } from '../address/cidr.ts';
import { itemsOf, type Property, propertiesOf } from './json.ts';

/** Whether a condition holds for a request; `undefined` when the address alone does not decide it. */
export type Verdict = boolean | undefined;

/** What a Condition element says about requests from one address. */
export interface ConditionVerdict {
  /** The operators that test `aws:SourceIp`, without qualifier and in lower case, such as `ipaddress`. */
  readonly addressOperators: readonly string[];
  readonly verdict: Verdict;
}

const SOURCE_IP = 'aws:sourceip';

/** Keys of which a member's own request from a browser has this value. */
const OWN_REQUEST: Readonly<Record<string, string>> = {
  'aws:viaawsservice': 'false',
  'aws:principalisawsservice': 'false',
};

const QUALIFIER = /^(?:foranyvalue|forallvalues):/;
const IF_EXISTS = /ifexists$/;
/** The beginning of a policy variable, whose value only AWS knows. */
const VARIABLE = '$' + '{';

/**
 * Evaluates a Condition for a member's own request from the address. All operators and keys must hold (AND), and of the
 * values of one key any may match (OR). `aws:SourceIp` has one value, so qualifiers and `IfExists` change nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function evaluateCondition(condition: Node, text: string, address: Address): ConditionVerdict {
  const addressOperators: string[] = [];
  const verdicts: Verdict[] = [];
  for (const { key: spelled, value: tests } of propertiesOf(condition, text)) {
    const operator = spelled.toLowerCase().replace(QUALIFIER, '').replace(IF_EXISTS, '');
    for (const test of propertiesOf(tests, text)) {
      if (test.key.toLowerCase() === SOURCE_IP) {
        addressOperators.push(operator);
        verdicts.push(testAddress(operator, valuesOf(test), address));
      } else {
        verdicts.push(testOther(operator, test));
      }
    }
  }
  return { addressOperators, verdict: allOf(verdicts) };
}

function testAddress(operator: string, values: readonly string[], address: Address): Verdict {
  switch (operator) {
    case 'ipaddress':
      return anyOf(values.map((value) => isInBlock(value, address)));
    case 'notipaddress':
      return not(anyOf(values.map((value) => isInBlock(value, address))));
    case 'stringequals':
    case 'stringequalsignorecase':
    case 'stringlike':
      return anyOf(values.map((value) => isText(operator, value, address)));
    case 'stringnotequals':
    case 'stringnotequalsignorecase':
    case 'stringnotlike':
      return not(anyOf(values.map((value) => isText(operator, value, address))));
    case 'null':
      // A request from a browser always has the key.
      return anyOf(
        values.map((value) => (/^(true|false)$/i.test(value) ? /^false$/i.test(value) : undefined)),
      );
    default:
      return undefined;
  }
}

function isInBlock(value: string, address: Address): Verdict {
  const block = parseCidr(value);
  // AWS does not say how it compares an IPv4 address that is written as IPv6.
  if (!block.ok || (block.value.family === 4 && value.includes(':'))) return undefined;
  return contains(block.value, blockOf(address, bitsOf(address.family)));
}

/** String operators compare `aws:SourceIp` as text; how AWS spells IPv6 addresses there is not documented. */
function isText(operator: string, value: string, address: Address): Verdict {
  if (value.includes(VARIABLE)) return undefined;
  if (!operator.endsWith('like')) return address.family === 4 ? value === formatAddress(address) : undefined;
  if (/^\*+$/.test(value)) return true;
  if (address.family === 6) return undefined;
  const pattern = value
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`).test(formatAddress(address));
}

function testOther(operator: string, test: Property): Verdict {
  const own = OWN_REQUEST[test.key.toLowerCase()];
  if (own === undefined || operator !== 'bool') return undefined;
  return valuesOf(test).some((value) => value.toLowerCase() === own);
}

function valuesOf({ value }: Property): readonly string[] {
  return itemsOf(value).map((item) => String(item.value));
}

function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

function anyOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

function not(verdict: Verdict): Verdict {
  return verdict === undefined ? undefined : !verdict;
}
