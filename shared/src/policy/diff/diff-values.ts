import type { Node } from 'jsonc-parser';
import { itemsOf, propertiesOf } from '../json.ts';
import type { Pair } from './align.ts';

/** One side of a comparison. */
export interface Side {
  readonly text: string;
  /** Offsets of the address lists, which are compared as addresses elsewhere. */
  readonly lists: ReadonlySet<number>;
  /** What to compare. */
  readonly node: Node;
}

/** Values in words are cut after this many characters. */
const MAX_WORDS = 200;

/**
 * Differences between two JSON values, one phrase each, that begins with the path to it. White space and the order of
 * keys do not matter. Neither does the order inside a list to IAM, but an administrator expects it in a diff.
 */
export function compareValues({ before, after }: Pair<Side>, path: string): string[] {
  if (before === undefined) return [`${path} is new: ${inWords(after)}`];
  if (after === undefined) return [`${path} is gone; it was ${inWords(before)}`];
  if (before.node.type === 'object' && after.node.type === 'object') {
    return compareProperties(propertiesByKey(before), propertiesByKey(after), `${path} → `);
  }
  return canonicalText(before) === canonicalText(after)
    ? []
    : [`${path}: was ${inWords(before)}, now ${inWords(after)}`];
}

/** `compareValues` for each property that one of two objects has. */
export function compareProperties(
  before: ReadonlyMap<string, Side>,
  after: ReadonlyMap<string, Side>,
  path: string,
): string[] {
  const added = [...after].filter(([key]) => !before.has(key));
  return [
    ...[...before].flatMap(([key, side]) =>
      compareValues({ before: side, after: after.get(key) }, path + key),
    ),
    ...added.flatMap(([key, side]) => compareValues({ before: undefined, after: side }, path + key)),
  ];
}

/** The properties of an object; none of anything else. */
export function propertiesByKey(side: Side): ReadonlyMap<string, Side> {
  return new Map(propertiesOf(side.node, side.text).map(({ key, value }) => [key, { ...side, node: value }]));
}

/** A value as text that is equal for equal values; what an address list holds does not count. */
export function canonicalText(side: Side): string {
  const { node } = side;
  if (side.lists.has(node.offset)) return '[…]';
  if (node.type === 'object') {
    const properties = Array.from(
      propertiesByKey(side),
      ([key, value]) => `"${key}": ${canonicalText(value)}`,
    );
    return properties.length === 0 ? '{}' : `{ ${properties.sort().join(', ')} }`;
  }
  if (node.type === 'array')
    return `[${itemsOf(node)
      .map((item) => canonicalText({ ...side, node: item }))
      .join(', ')}]`;
  return JSON.stringify(node.value);
}

function inWords(side: Side): string {
  const text = canonicalText(side);
  return text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS)}…` : text;
}
