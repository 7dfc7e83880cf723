import type { Cidr } from '../address/cidr.ts';
import { CidrSet } from '../address/cidr-set.ts';
import type { ListEdit } from '../policy/edit.ts';
import { itemsOf } from '../policy/json.ts';
import { policySize } from '../policy/size.ts';
import type { LocatedFence } from '../policy/types.ts';

interface Entry {
  readonly cidr: Cidr;
  readonly text: string;
  readonly size: number;
  /** Position in the document's list; absent for an entry that rendering adds. */
  readonly index?: number;
}

/** One fence's list while it is being rendered, with the size it would have. */
export class ListDraft {
  readonly fence: LocatedFence;
  #entries: Entry[];
  #set: CidrSet;

  constructor(document: string, fence: LocatedFence) {
    this.fence = fence;
    const nodes = itemsOf(fence.node);
    this.#entries = fence.cidrs.map((cidr, index) => {
      const node = nodes[index] ?? fence.node;
      const size = policySize(document.slice(node.offset, node.offset + node.length));
      return { cidr, text: fence.entries[index] ?? '', size, index };
    });
    this.#set = new CidrSet(fence.cidrs);
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  has(cidr: Cidr): boolean {
    return this.#set.has(cidr);
  }

  covers(cidr: Cidr): boolean {
    return this.#set.covers(cidr);
  }

  coversWider(cidr: Cidr): boolean {
    return this.#set.coversWider(cidr);
  }

  /** Characters of the list as IAM counts them: entries, commas, and brackets unless it is a single string. */
  get size(): number {
    const count = this.#entries.length;
    const entries = this.#entries.reduce((sum, { size }) => sum + size, 0);
    return this.fence.node.type === 'string' && count <= 1 ? entries : entries + Math.max(count - 1, 0) + 2;
  }

  /** How much the list would grow by one more entry of this text. */
  growth(text: string): number {
    const quoted = text.length + 2;
    if (this.#entries.length === 0) return quoted;
    return quoted + (this.fence.node.type === 'string' && this.#entries.length === 1 ? 3 : 1);
  }

  add(cidr: Cidr, text: string): void {
    this.#entries.push({ cidr, text, size: text.length + 2 });
    this.#set.add(cidr);
  }

  /** Takes out every entry whose block satisfies the test. */
  removeWhere(test: (cidr: Cidr) => boolean): void {
    const kept = this.#entries.filter(({ cidr }) => !test(cidr));
    if (kept.length === this.#entries.length) return;
    this.#entries = kept;
    this.#set = new CidrSet(kept.map(({ cidr }) => cidr));
  }

  /** Entries that were not in the document's list. */
  get added(): readonly string[] {
    return this.#entries.filter(({ index }) => index === undefined).map(({ text }) => text);
  }

  /** Entries of the document's list that are not in this one, as spelled. */
  get removed(): readonly string[] {
    const { keep } = this.edit;
    return this.fence.entries.filter((_, index) => keep[index] !== true);
  }

  get edit(): ListEdit {
    const kept = new Set(this.#entries.map(({ index }) => index));
    return {
      fence: this.fence,
      keep: this.fence.entries.map((_, index) => kept.has(index)),
      added: this.added,
    };
  }
}
