import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Result, refuse, succeed } from '../result.ts';

/** The longest text the IAM API takes as a policy document, white space included. */
const MAX_DOCUMENT_LENGTH = 131_072;

/** IAM's `policyDocumentType`: tab, line feed, carriage return, and U+0020 to U+00FF. */
const FOREIGN_CHARACTER = /[^\t\n\r\u0020-\u00ff]/;

/** Reads strict JSON into a tree that knows where everything stands. */
export function parseJson(text: string): Result<Node> {
  if (text.length > MAX_DOCUMENT_LENGTH) {
    return refuse(`it is longer than the ${MAX_DOCUMENT_LENGTH} characters that IAM reads`);
  }
  const foreign = FOREIGN_CHARACTER.exec(text)?.[0];
  if (foreign !== undefined) {
    const code = foreign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return refuse(`it holds the character U+${code}, which IAM does not accept`);
  }
  try {
    // The tree parser forgives; JSON.parse does not.
    JSON.parse(text);
    const errors: ParseError[] = [];
    const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    if (tree === undefined || errors.length > 0) return refuse('it is not JSON');
    return succeed(tree);
  } catch (error) {
    // RangeError: nested so deeply that the stack ran out.
    return refuse(
      error instanceof SyntaxError ? `it is not JSON: ${error.message}` : 'it is nested too deeply',
    );
  }
}

/** One `"key": value` of an object. */
export interface Property {
  readonly key: string;
  readonly value: Node;
  readonly spaced: boolean;
}

/** The properties of an object, in order; none when the node is not an object. */
export function propertiesOf(node: Node, text: string): readonly Property[] {
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) return [];
    const behindColon = text.charAt((property.colonOffset ?? key.offset) + 1);
    return [{ key: String(key.value), value, spaced: behindColon.trim() === '' }];
  });
}

/** The items of a list; none when the node is not a list. */
export function itemsOf(node: Node): readonly Node[] {
  return node.type === 'array' ? (node.children ?? []) : [];
}

/** A key that one object of the tree holds twice. IAM refuses such documents; programs disagree which one counts. */
export function findDuplicateKey(node: Node, text: string): string | undefined {
  const seen = new Set<string>();
  for (const { key, value } of propertiesOf(node, text)) {
    if (seen.has(key)) return key;
    seen.add(key);
    const inner = findDuplicateKey(value, text);
    if (inner !== undefined) return inner;
  }
  for (const item of itemsOf(node)) {
    const inner = findDuplicateKey(item, text);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
