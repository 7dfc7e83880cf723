import { type Address, bitsOf, formatAddress } from '../../address/address.ts';
import { blockOf, contains, parseCidr } from '../../address/cidr.ts';
import type { ConditionTest } from '../review/address-tests.ts';

/** Whether a condition holds for a request; `undefined` when the address alone does not decide it. */
export type Verdict = boolean | undefined;

/** Keys of which a member's own request from a browser has this value. */
const OWN_REQUEST: ReadonlyMap<string, string> = new Map([
  ['aws:viaawsservice', 'false'],
  ['aws:principalisawsservice', 'false'],
]);

/**
 * The beginning of a policy variable. AWS replaces it with a value of the request, so the text alone is not an address.
 */
const VARIABLE = '$' + '{';

/**
 * Evaluates the tests of a Condition element for a member's own request from the address. All must hold (AND), and of the
 * values of one test any may match (OR). `aws:SourceIp` has one value, so qualifiers and `IfExists` change nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function evaluateTests(tests: readonly ConditionTest[], address: Address): Verdict {
  return allOf(tests.map((test) => (test.isOfAddress ? testAddress(test, address) : testOther(test))));
}

function testAddress({ operator, values }: ConditionTest, address: Address): Verdict {
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
  // AWS does not document how it compares an IPv4 address that is written as IPv6.
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

function testOther({ operator, key, values }: ConditionTest): Verdict {
  const own = OWN_REQUEST.get(key);
  if (own === undefined || operator !== 'bool') return undefined;
  return values.some((value) => value.toLowerCase() === own);
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
