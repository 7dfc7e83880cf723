import type { Node } from 'jsonc-parser';
import { itemsOf, propertiesOf } from './json.ts';

/** One side of a comparison. */
export interface Side {
  readonly node: Node;
  readonly text: string;
  /** Offsets of the address lists, which are compared elsewhere. */
  readonly lists: ReadonlySet<number>;
}

/** Differences between two JSON values, one phrase each. The order of keys and the white space do not matter. */
export function compareValues(old: Side, now: Side, path = ''): string[] {
  if (old.lists.has(old.node.offset) && now.lists.has(now.node.offset)) return [];
  if (path === 'Statement') return compareStatements(old, now);
  if (old.node.type === 'object' && now.node.type === 'object') return compareObjects(old, now, path);
  const before = canonical(old);
  const after = canonical(now);
  return before === after ? [] : [`${path || 'the document'}: was ${before}, now ${after}`];
}

function compareObjects(old: Side, now: Side, path: string): string[] {
  const before = new Map(propertiesOf(old.node, old.text).map(({ key, value }) => [key, value]));
  const after = new Map(propertiesOf(now.node, now.text).map(({ key, value }) => [key, value]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const inner = path === '' ? key : `${path} → ${key}`;
    return compareMaybe(old, before.get(key), now, after.get(key), inner);
  });
}

/** Statement by statement; a policy with one may hold it without a list. */
function compareStatements(old: Side, now: Side): string[] {
  const before = old.node.type === 'array' ? itemsOf(old.node) : [old.node];
  const after = now.node.type === 'array' ? itemsOf(now.node) : [now.node];
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).flatMap((index) =>
    compareMaybe(old, before[index], now, after[index], `statement ${index + 1}`),
  );
}

function compareMaybe(
  old: Side,
  before: Node | undefined,
  now: Side,
  after: Node | undefined,
  path: string,
): string[] {
  if (before !== undefined && after !== undefined) {
    return compareValues({ ...old, node: before }, { ...now, node: after }, path);
  }
  if (before !== undefined) return [`${path} is gone; it was ${canonical({ ...old, node: before })}`];
  return after === undefined ? [] : [`${path} is new: ${canonical({ ...now, node: after })}`];
}

/** A value as text that is equal for equal meanings. */
function canonical({ node, text, lists }: Side): string {
  if (node.type === 'object') {
    const parts = propertiesOf(node, text).map(
      ({ key, value }) => `${JSON.stringify(key)}: ${canonical({ node: value, text, lists })}`,
    );
    return `{ ${parts.sort().join(', ')} }`;
  }
  if (node.type === 'array')
    return `[${itemsOf(node)
      .map((item) => canonical({ node: item, text, lists }))
      .join(', ')}]`;
  return node.type === 'string'
    ? JSON.stringify(node.value)
    : text.slice(node.offset, node.offset + node.length);
}
