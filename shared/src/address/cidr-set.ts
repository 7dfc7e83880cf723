import type { Family } from './address.ts';
import { blockOf, type Cidr } from './cidr.ts';

interface Group {
  readonly family: Family;
  readonly prefix: number;
  readonly values: Set<bigint>;
}

/** A set of blocks that finds whether a block is covered without comparing it with every member. */
export class CidrSet {
  /** Values by family and prefix; real lists hold few different prefixes. */
  readonly #groups: Group[] = [];

  constructor(cidrs: Iterable<Cidr> = []) {
    for (const cidr of cidrs) this.add(cidr);
  }

  add(cidr: Cidr): void {
    const group = this.#groupOf(cidr);
    if (group === undefined) {
      this.#groups.push({ family: cidr.family, prefix: cidr.prefix, values: new Set([cidr.value]) });
    } else {
      group.values.add(cidr.value);
    }
  }

  /** Whether exactly this block is a member. */
  has(cidr: Cidr): boolean {
    return this.#groupOf(cidr)?.values.has(cidr.value) ?? false;
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
    for (const { family, prefix, values } of this.#groups) {
      if (family === cidr.family && prefix <= longest && values.has(blockOf(cidr, prefix).value)) return true;
    }
    return false;
  }

  #groupOf({ family, prefix }: Cidr): Group | undefined {
    return this.#groups.find((group) => group.family === family && group.prefix === prefix);
  }
}
