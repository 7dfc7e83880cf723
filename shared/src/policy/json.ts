import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Result, refuse, succeed } from '../result.ts';

/**
 * The longest policy document that the IAM API accepts, white space included.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html
 */
const MAX_DOCUMENT_LENGTH = 131_072;

/** A policy nests six levels or so; more would only exhaust the stack. */
const MAX_DEPTH = 32;

/**
 * A character outside IAM's `policyDocumentType`: tab, line feed, carriage return, and U+0020 to U+00FF.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const FOREIGN_CHARACTER = /[^\t\n\r\u0020-\u00ff]/;

/** Reads strict JSON into a tree with the offset of every value. */
export function parseJson(text: string): Result<Node> {
  if (text.length > MAX_DOCUMENT_LENGTH) {
    return refuse(`it is longer than the ${MAX_DOCUMENT_LENGTH} characters that IAM reads`);
  }
  const foreign = FOREIGN_CHARACTER.exec(text)?.[0];
  if (foreign !== undefined) {
    const code = foreign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return refuse(`it holds the character U+${code}, which IAM does not accept`);
  }
  if (depthOf(text) > MAX_DEPTH) return refuse('it is nested too deeply');
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (tree !== undefined && error === undefined) return succeed(tree);
  const line = text.slice(0, error?.offset ?? 0).split('\n').length;
  return refuse(`it is not JSON (line ${line})`);
}

/** How deeply brackets nest outside strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"?|[[{]|[\]}]/g)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** One `"key": value` of an object. */
export interface Property {
  readonly key: string;
  readonly value: Node;
  /** Whether white space follows the colon. */
  readonly isSpaced: boolean;
}

/** The properties of an object, in order; none when the node is not an object. */
export function propertiesOf(node: Node, text: string): readonly Property[] {
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) return [];
    return [{ key: String(key.value), value, isSpaced: /\s/.test(text.charAt(value.offset - 1)) }];
  });
}

/** The items of a list; a value that is no list counts as a list of itself, as everywhere in a policy. */
export function itemsOf(node: Node): readonly Node[] {
  return node.type === 'array' ? (node.children ?? []) : [node];
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
  if (node.type !== 'array') return undefined;
  for (const item of itemsOf(node)) {
    const inner = findDuplicateKey(item, text);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
