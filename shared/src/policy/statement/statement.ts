import type { Node } from 'jsonc-parser';
import { type Property, propertiesOf } from '../json.ts';
import { type LocatedAllowlist, type Refusal, refusal } from '../types.ts';
import { type AddressList, readAddressList } from './entry.ts';

/** `NotIpAddress` in all its forms. Condition operators and keys are not case-sensitive. */
const ALLOWLIST_OPERATOR = /^(?:foranyvalue:|forallvalues:)?notipaddress(?:ifexists)?$/i;
const ALLOWLIST_KEY = 'aws:sourceip';

/** The elements whose spelling decides what a statement means. IAM refuses other capitals. */
const ELEMENTS = ['Sid', 'Effect', 'Condition'];

/** Where a statement tests the caller's address. */
interface AddressTest {
  readonly operator: string;
  readonly property: Property;
}

/**
 * Reads one statement. `undefined` when it is no allowlist, or not one of the wanted Sids.
 * @param number position in the document, counted from 1
 */
export function readAllowlist(
  statement: Node,
  number: number,
  text: string,
  sids: ReadonlySet<string | undefined> | undefined,
): { readonly ok: true; readonly allowlist: LocatedAllowlist } | Refusal | undefined {
  const properties = propertiesOf(statement, text);
  for (const { key } of properties) {
    const right = ELEMENTS.find((name) => name.toLowerCase() === key.toLowerCase());
    if (right !== undefined && right !== key) {
      return refusal('malformed', `statement ${number} has "${key}" where IAM reads only "${right}"`);
    }
  }
  const element = (name: string) => properties.find(({ key }) => key === name)?.value;
  const sid = stringOf(element('Sid'));
  if (sids !== undefined && !sids.has(sid)) return undefined;

  const effect = stringOf(element('Effect'));
  if (effect !== 'Allow' && effect !== 'Deny') {
    return refusal('malformed', `statement ${number} has an Effect that is neither "Allow" nor "Deny"`);
  }
  const condition = element('Condition');
  const tests = effect === 'Deny' && condition !== undefined ? addressTests(condition, text) : [];
  const [test] = tests;
  if (test === undefined) return undefined;
  if (tests.length > 1) {
    // Both must be true for the Deny to apply, so an address in either list passes: taking one out of one list does nothing.
    const places = tests.map(({ operator, property }) => `${operator} ${property.key}`).join(' and ');
    return refusal(
      'unsupported',
      `statement ${number} tests the address twice (${places}); put all into one list`,
    );
  }
  const list = readAddressList(test.property, text);
  if (!list.ok) return refusal('unsupported', `statement ${number}'s list ${list.reason}`);
  return {
    ok: true,
    allowlist: {
      statement: number,
      ...(sid === undefined ? {} : { sid }),
      operator: test.operator,
      key: test.property.key,
      list: list.value,
      identity: identityOf(statement, sid, list.value, text),
    },
  };
}

function addressTests(condition: Node, text: string): readonly AddressTest[] {
  return propertiesOf(condition, text)
    .filter(({ key }) => ALLOWLIST_OPERATOR.test(key))
    .flatMap(({ key: operator, value }) =>
      propertiesOf(value, text)
        .filter(({ key }) => key.toLowerCase() === ALLOWLIST_KEY)
        .map((property) => ({ operator, property })),
    );
}

/** The Sid where there is one; otherwise the statement's text around the list, white space aside. */
function identityOf(statement: Node, sid: string | undefined, list: AddressList, text: string): string {
  if (sid !== undefined && sid !== '') return `Sid ${sid}`;
  const before = text.slice(statement.offset, list.offset);
  const after = text.slice(list.end, statement.offset + statement.length);
  return `${before}[]${after}`.replace(/\s/g, '');
}

function stringOf(node: Node | undefined): string | undefined {
  return node?.type === 'string' ? String(node.value) : undefined;
}
