import type { Node } from 'jsonc-parser';
import { itemsOf } from './json.ts';
import type { LocatedFence } from './types.ts';

/** What becomes of one fence's list: which of its entries stay, and what comes behind them. */
export interface ListEdit {
  readonly fence: LocatedFence;
  /** One flag per entry. */
  readonly keep: readonly boolean[];
  readonly added: readonly string[];
}

/**
 * The document with only these lists changed: every byte outside them survives, and inside them the kept entries keep
 * their spelling, the white space around them and their order. A single string becomes a list only when it must.
 */
export function editLists(document: string, edits: readonly ListEdit[]): string {
  let edited = document;
  const lastFirst = [...edits].sort((a, b) => b.fence.node.offset - a.fence.node.offset);
  for (const edit of lastFirst) {
    if (edit.added.length === 0 && edit.keep.every(Boolean)) continue;
    const { offset, length } = edit.fence.node;
    edited = edited.slice(0, offset) + listText(document, edit) + edited.slice(offset + length);
  }
  return edited;
}

function listText(document: string, { fence, keep, added }: ListEdit): string {
  const { node } = fence;
  const fresh = added.map((entry) => JSON.stringify(entry));
  if (node.type === 'string') {
    const texts = keep[0] === true ? [textOf(document, node), ...fresh] : fresh;
    return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(fence.spaced ? ', ' : ',')}]`;
  }
  const items = itemsOf(node);
  const first = items[0] ?? node;
  const last = items.at(-1) ?? node;
  const opening = document.slice(node.offset, first.offset);
  const closing = document.slice(last.offset + last.length, node.offset + node.length);
  const separator = separatorOf(document, items, opening, fence.spaced);

  let text = opening;
  let empty = true;
  for (const [index, item] of items.entries()) {
    if (keep[index] !== true) continue;
    const before = items[index - 1];
    if (!empty && before !== undefined) text += document.slice(before.offset + before.length, item.offset);
    text += textOf(document, item);
    empty = false;
  }
  for (const entry of fresh) {
    text += empty ? entry : separator + entry;
    empty = false;
  }
  return text + closing;
}

/** What stands between two entries: as before the last one, or, with one entry, as its own line if it has one. */
function separatorOf(document: string, items: readonly Node[], opening: string, spaced: boolean): string {
  const last = items.at(-1);
  const previous = items.at(-2);
  if (last !== undefined && previous !== undefined) {
    return document.slice(previous.offset + previous.length, last.offset);
  }
  const lead = opening.slice(1);
  if (lead.includes('\n')) return `,${lead}`;
  return spaced ? ', ' : ',';
}

function textOf(document: string, node: Node): string {
  return document.slice(node.offset, node.offset + node.length);
}
