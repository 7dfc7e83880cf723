import type { AddressList, Entry } from './statement/entry.ts';

/** What becomes of one allowlist's list: which of its entries stay, and what comes behind them. */
export interface ListEdit {
  readonly list: AddressList;
  readonly kept: readonly Entry[];
  /** Canonical blocks. */
  readonly added: readonly string[];
}

/**
 * The document with only these lists changed: every byte outside them survives, and inside them the kept entries keep
 * their spelling, the white space around them and their order. A single string becomes a list only when it must.
 * @param edits in the order of the lists in the document
 */
export function editLists(document: string, edits: readonly ListEdit[]): string {
  let edited = '';
  let position = 0;
  for (const { list, kept, added } of edits) {
    edited += document.slice(position, list.offset) + textOf(list, kept, added);
    position = list.end;
  }
  return edited + document.slice(position);
}

function textOf(list: AddressList, kept: readonly Entry[], added: readonly string[]): string {
  const separator = separatorOf(list);
  const entries = [
    ...kept.map(({ lead, literal }) => ({ lead, literal })),
    ...added.map((entry) => ({ lead: separator, literal: JSON.stringify(entry) })),
  ];
  const body = entries.map(({ lead, literal }, index) => (index === 0 ? literal : lead + literal)).join('');
  if (list.isList) return list.entries[0].lead + body + list.tail;
  return entries.length === 1 ? body : `[${body}]`;
}

/** What stands between two entries: what stands before the last one, or, if it is alone, its own line if it has one. */
function separatorOf({ entries: [first, ...others], isSpaced }: AddressList): string {
  const last = others.at(-1);
  if (last !== undefined) return last.lead;
  const line = first.lead.slice('['.length);
  if (line.includes('\n')) return `,${line}`;
  return isSpaced ? ', ' : ',';
}
