import type { Node } from 'jsonc-parser';
import type { Cidr } from '../address/cidr.ts';
import { parseEntry } from './entry.ts';
import { itemsOf, type Property, propertiesOf } from './json.ts';
import type { LocatedFence, Refusal } from './types.ts';

/** `NotIpAddress` in all its forms. Condition operators and keys are not case-sensitive. */
const FENCE_OPERATOR = /^(?:for(?:any|all)values?:)?notipaddress(?:ifexists)?$/i;
const FENCE_KEY = 'aws:sourceip';

/** The elements whose spelling decides what a statement means. IAM refuses other capitals. */
const ELEMENTS = new Map(['Sid', 'Effect', 'Condition'].map((name) => [name.toLowerCase(), name]));

/** What one statement tests about the caller's address. */
interface Test {
  readonly operator: string;
  readonly property: Property;
}

/**
 * Reads one statement. `undefined` when it is no fence, or not one of the wanted Sids.
 * @param number position in the document, counted from 1
 */
export function readFence(
  statement: Node,
  number: number,
  text: string,
  sids: ReadonlySet<string> | undefined,
): { readonly ok: true; readonly fence: LocatedFence } | Refusal | undefined {
  const properties = propertiesOf(statement, text);
  const refused = (code: Refusal['code'], words: string): Refusal => ({
    ok: false,
    code,
    reason: `statement ${number} ${words}`,
  });

  for (const { key } of properties) {
    const right = ELEMENTS.get(key.toLowerCase());
    if (right !== undefined && right !== key)
      return refused('malformed', `says "${key}"; IAM reads only "${right}"`);
  }
  const element = (name: string) => properties.find(({ key }) => key === name)?.value;
  const sid = stringOf(element('Sid'));
  if (sids !== undefined && !(sid !== undefined && sids.has(sid))) return undefined;

  const effect = stringOf(element('Effect'));
  if (effect !== 'Allow' && effect !== 'Deny') {
    return refused('malformed', 'has an Effect that is neither "Allow" nor "Deny"');
  }
  const condition = element('Condition');
  if (effect === 'Allow' || condition === undefined) return undefined;

  const [test, another] = addressTests(condition, text);
  if (test === undefined) return undefined;
  if (another !== undefined) {
    return refused(
      'unsupported',
      `tests aws:SourceIp twice ("${test.operator}" and "${another.operator}"); an address would have to be in one ` +
        'of two lists, so keep one list',
    );
  }
  const list = readList(test.property.value);
  if (!list.ok) return refused('unsupported', list.words);
  return {
    ok: true,
    fence: {
      statement: number,
      ...(sid === undefined ? {} : { sid }),
      operator: test.operator,
      key: test.property.key,
      entries: list.entries,
      node: test.property.value,
      spaced: test.property.spaced,
      cidrs: list.cidrs,
      identity: identityOf(statement, sid, test.property.value, text),
    },
  };
}

function addressTests(condition: Node, text: string): readonly Test[] {
  return propertiesOf(condition, text)
    .filter(({ key }) => FENCE_OPERATOR.test(key))
    .flatMap(({ key: operator, value }) =>
      propertiesOf(value, text)
        .filter(({ key }) => key.toLowerCase() === FENCE_KEY)
        .map((property) => ({ operator, property })),
    );
}

function readList(
  value: Node,
): { readonly ok: true; readonly entries: string[]; readonly cidrs: Cidr[] } | { ok: false; words: string } {
  const nodes = value.type === 'array' ? itemsOf(value) : [value];
  if (nodes.length === 0) {
    return { ok: false, words: 'has an empty list, which denies everyone; put an address in by hand' };
  }
  const entries: string[] = [];
  const cidrs: Cidr[] = [];
  for (const node of nodes) {
    const entry = stringOf(node);
    if (entry === undefined)
      return { ok: false, words: `has a list that holds a ${node.type}, not an address` };
    const parsed = parseEntry(entry);
    if (!parsed.ok) return { ok: false, words: `has a list that holds "${entry}", which ${parsed.reason}` };
    entries.push(entry);
    cidrs.push(parsed.value);
  }
  return { ok: true, entries, cidrs };
}

/** The Sid where there is one; otherwise the statement's text around the list, white space aside. */
function identityOf(statement: Node, sid: string | undefined, list: Node, text: string): string {
  if (sid !== undefined && sid !== '') return `Sid ${sid}`;
  const before = text.slice(statement.offset, list.offset);
  const after = text.slice(list.offset + list.length, statement.offset + statement.length);
  return `${before} … ${after}`.replace(/\s/g, '');
}

function stringOf(node: Node | undefined): string | undefined {
  return node?.type === 'string' ? String(node.value) : undefined;
}
