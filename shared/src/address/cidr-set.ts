import { blockOf, type Cidr } from './cidr.ts';

/** A set of blocks that answers "is this one covered?" without looking at every member. */
export class CidrSet {
  /** Values by family and prefix; real lists hold few different prefixes. */
  readonly #values = new Map<
    string,
    { readonly family: number; readonly prefix: number; readonly set: Set<bigint> }
  >();

  constructor(cidrs: Iterable<Cidr> = []) {
    for (const cidr of cidrs) this.add(cidr);
  }

  add(cidr: Cidr): void {
    const key = `${cidr.family}/${cidr.prefix}`;
    let group = this.#values.get(key);
    if (group === undefined) {
      group = { family: cidr.family, prefix: cidr.prefix, set: new Set() };
      this.#values.set(key, group);
    }
    group.set.add(cidr.value);
  }

  /** Whether exactly this block is a member. */
  has(cidr: Cidr): boolean {
    return this.#values.get(`${cidr.family}/${cidr.prefix}`)?.set.has(cidr.value) ?? false;
  }

  /** Whether a member contains the block. */
  covers(cidr: Cidr): boolean {
    return this.#contained(cidr, cidr.prefix);
  }

  /** Whether a member other than the block itself contains it. */
  coversWider(cidr: Cidr): boolean {
    return this.#contained(cidr, cidr.prefix - 1);
  }

  #contained(cidr: Cidr, longest: number): boolean {
    for (const { family, prefix, set } of this.#values.values()) {
      if (family === cidr.family && prefix <= longest && set.has(blockOf(cidr, prefix).value)) return true;
    }
    return false;
  }
}
