import type { Node } from 'jsonc-parser';
import type { CidrSet } from '../../address/cidr-set.ts';
import { parseJson } from '../json.ts';
import { locateAllowlists, statementsOf } from '../read.ts';
import type { LocatedAllowlist, LocatedReading, ReadOptions } from '../types.ts';
import { alignStatements } from './align.ts';
import { addedEntries } from './diff-entries.ts';
import {
  canonicalText,
  compareProperties,
  compareValues,
  propertiesByKey,
  type Side,
} from './diff-values.ts';

/** What changed from one document to another, in words a person reads. */
export interface PolicyDiff {
  /** Addresses that came into an allowlist's list, as spelled; the statement is named unless every allowlist got them. */
  readonly added: string[];
  readonly removed: string[];
  /** Every other change, such as `statement 2 → Action: was "s3:*", now "*"`. */
  readonly other: string[];
  /** Nothing changed but white space, the order of keys and statements, or the spelling of addresses. */
  readonly same: boolean;
}

/** A document and what was read in it. */
export interface ReadDocument {
  readonly text: string;
  readonly reading: LocatedReading;
}

/** Compares two documents: the lists of the allowlists as addresses, everything else as values. Never throws. */
export function diffPolicies(before: string, after: string, options: ReadOptions = {}): PolicyDiff {
  return diffReadings(
    { text: before, reading: locateAllowlists(before, options) },
    { text: after, reading: locateAllowlists(after, options) },
  );
}

/** `diffPolicies` for documents that are read already; addresses that came in and are `explained` do not count. */
export function diffReadings(before: ReadDocument, after: ReadDocument, explained?: CidrSet): PolicyDiff {
  const jsonBefore = parseJson(before.text);
  const jsonAfter = parseJson(after.text);
  if (!jsonBefore.ok || !jsonAfter.ok) {
    const other = [
      ...(jsonBefore.ok ? [] : [`the document before: ${jsonBefore.reason}`]),
      ...(jsonAfter.ok ? [] : [`the document after: ${jsonAfter.reason}`]),
    ];
    return { added: [], removed: [], other, same: false };
  }
  // Where one side has no lists that can be read, the lists are values like any other.
  const [allowlistsBefore, allowlistsAfter] =
    before.reading.ok && after.reading.ok ? [before.reading.allowlists, after.reading.allowlists] : [[], []];
  const rootBefore = sideOf(before.text, jsonBefore.value, allowlistsBefore);
  const rootAfter = sideOf(after.text, jsonAfter.value, allowlistsAfter);
  const pairs = alignStatements(
    statementsIn(rootBefore, allowlistsBefore),
    statementsIn(rootAfter, allowlistsAfter),
  );

  const added = addedEntries(
    pairs.map((pair) => ({ before: pair.before?.allowlist, after: pair.after?.allowlist })),
    explained,
  );
  const removed = addedEntries(
    pairs.map((pair) => ({ before: pair.after?.allowlist, after: pair.before?.allowlist })),
  );
  const other = [
    ...compareProperties(besideStatements(rootBefore), besideStatements(rootAfter), ''),
    ...pairs.flatMap(({ before, after }) =>
      before === undefined
        ? compareValues({ before, after: after.side }, `statement ${after.number}`)
        : compareValues({ before: before.side, after: after?.side }, `statement ${(after ?? before).number}`),
    ),
  ];
  return { added, removed, other, same: added.length + removed.length + other.length === 0 };
}

function sideOf(text: string, node: Node, allowlists: readonly LocatedAllowlist[]): Side {
  return { text, node, lists: new Set(allowlists.map((allowlist) => allowlist.list.offset)) };
}

interface Statement {
  /** Position in the document, counted from 1. */
  readonly number: number;
  /** What identifies the statement: its Sid, or its whole content. */
  readonly name: string;
  readonly side: Side;
  readonly allowlist: LocatedAllowlist | undefined;
}

function statementsIn(root: Side, allowlists: readonly LocatedAllowlist[]): readonly Statement[] {
  return (statementsOf(root.node, root.text) ?? []).map((node, index): Statement => {
    const side = { ...root, node };
    const sid = propertiesByKey(side).get('Sid')?.node.value;
    return {
      number: index + 1,
      name: typeof sid === 'string' && sid !== '' ? sid : canonicalText(side),
      side,
      allowlist: allowlists.find(({ statement }) => statement === index + 1),
    };
  });
}

/** The properties of a document but its statements, if they can be read as such. */
function besideStatements(root: Side): ReadonlyMap<string, Side> {
  const properties = new Map(propertiesByKey(root));
  if (statementsOf(root.node, root.text) !== undefined) properties.delete('Statement');
  return properties;
}
