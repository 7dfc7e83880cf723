import type { Node } from 'jsonc-parser';
import { itemsOf, propertiesOf } from '../json.ts';

const SOURCE_IP = 'aws:sourceip';
const QUALIFIER = /^(?:foranyvalue|forallvalues):/;
const IF_EXISTS = /ifexists$/;

/** One test of a Condition element. */
export interface ConditionTest {
  /** In lower case, without qualifier and `IfExists`, such as `notipaddress`. */
  readonly operator: string;
  /** In lower case. */
  readonly key: string;
  readonly isOfAddress: boolean;
  readonly values: readonly string[];
}

/** All tests of a Condition element. Operators and keys are not case-sensitive; a value may be a list or stand alone. */
export function testsOf(condition: Node, text: string): readonly ConditionTest[] {
  return propertiesOf(condition, text).flatMap(({ key: spelled, value }) => {
    const operator = spelled.toLowerCase().replace(QUALIFIER, '').replace(IF_EXISTS, '');
    return propertiesOf(value, text).map((test): ConditionTest => {
      const key = test.key.toLowerCase();
      return {
        operator,
        key,
        isOfAddress: key === SOURCE_IP,
        values: itemsOf(test.value).map((item) => String(item.value)),
      };
    });
  });
}

/** Whether the operator names the addresses for which it holds. The others hold for all addresses but those. */
export function namesAddresses(operator: string): boolean {
  return /^(?:ipaddress|stringequals(?:ignorecase)?|stringlike)$/.test(operator);
}
