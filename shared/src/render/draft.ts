import type { Cidr } from '../address/cidr.ts';
import { CidrSet } from '../address/cidr-set.ts';
import type { ListEdit } from '../policy/edit.ts';
import type { Entry } from '../policy/statement/entry.ts';
import type { LocatedAllowlist } from '../policy/types.ts';

/** A block that rendering adds, with its canonical text. */
interface Addition {
  readonly cidr: Cidr;
  readonly text: string;
}

/** One allowlist's list while it is being rendered, with the size it would have. */
export class ListDraft {
  readonly allowlist: LocatedAllowlist;
  #kept: readonly Entry[];
  #added: Addition[] = [];
  #set: CidrSet;

  constructor(allowlist: LocatedAllowlist) {
    this.allowlist = allowlist;
    this.#kept = allowlist.list.entries;
    this.#set = new CidrSet(this.#kept.map(({ cidr }) => cidr));
  }

  get #count(): number {
    return this.#kept.length + this.#added.length;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
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
    const kept = this.#kept.reduce((sum, { size }) => sum + size, 0);
    const added = this.#added.reduce((sum, { text }) => sum + quotedSize(text), 0);
    const isString = !this.allowlist.list.isList && this.#count <= 1;
    return kept + added + (isString ? 0 : 2 + Math.max(this.#count - 1, 0));
  }

  /** How much the list would grow by one more entry of this text. */
  growth(text: string): number {
    if (this.#count === 0) return quotedSize(text);
    const becomesList = !this.allowlist.list.isList && this.#count === 1;
    return quotedSize(text) + (becomesList ? 3 : 1);
  }

  add(addition: Addition): void {
    this.#added.push(addition);
    this.#set.add(addition.cidr);
  }

  /** Takes out every entry whose block satisfies the test. */
  removeWhere(test: (cidr: Cidr) => boolean): void {
    this.#kept = this.#kept.filter(({ cidr }) => !test(cidr));
    this.#added = this.#added.filter(({ cidr }) => !test(cidr));
    this.#set = new CidrSet([...this.#kept, ...this.#added].map(({ cidr }) => cidr));
  }

  /** Entries of the document's list that are not in this one, as spelled. */
  get removed(): readonly string[] {
    const kept = new Set(this.#kept);
    return this.allowlist.list.entries.filter((entry) => !kept.has(entry)).map(({ spelled }) => spelled);
  }

  get edit(): ListEdit {
    return { list: this.allowlist.list, kept: this.#kept, added: this.#added.map(({ text }) => text) };
  }
}

/** The size of canonical text as a JSON string. */
function quotedSize(text: string): number {
  return text.length + 2;
}
