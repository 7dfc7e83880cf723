import type { Node } from 'jsonc-parser';
import { CidrSet } from '../../address/cidr-set.ts';
import { locateAllowlists } from '../read.ts';
import type { LocatedAllowlist, LocatedPolicy, ReadOptions } from '../types.ts';
import type { StatementName } from './address-deny.ts';
import { namesAddresses, testsOf } from './address-tests.ts';
import { elementOf, isAboutEverything, sidOf } from './scope.ts';

/** Something in a policy that an administrator should know before a lease is granted. */
export type Concern =
  /**
   * The allowlist lacks addresses of another one. A grant adds the member's address to both. An allowlist about everything
   * counts only beside another one about everything: whatever it lacks, no request passes it.
   */
  | {
      readonly kind: 'stricter-allowlist';
      readonly statement: StatementName;
      readonly than: StatementName;
      /** Entries of the other list, as spelled, that this one does not cover. */
      readonly lacks: readonly string[];
      /** The statement denies every action on every resource: without it in the grant, a lease has no effect. */
      readonly isAboutEverything: boolean;
    }
  /** A Deny that names addresses: they stay denied, with a lease or without. */
  | { readonly kind: 'blocklist'; readonly statement: StatementName; readonly values: readonly string[] }
  /** An allowlist that the Sids leave out and that denies everything: no grant has an effect. */
  | { readonly kind: 'excluded-allowlist'; readonly statement: StatementName }
  /** An Allow for some addresses only: a leased address passes the Deny, and this statement allows it nothing. */
  | {
      readonly kind: 'allow-by-address';
      readonly statement: StatementName;
      readonly values: readonly string[];
    };

/** Reviews a document that can be edited; nothing is found in one that cannot. */
export function reviewPolicy(document: string, options: ReadOptions = {}): readonly Concern[] {
  const reading = locateAllowlists(document, options);
  if (!reading.ok) return [];
  return [...stricterAllowlists(reading), ...reading.statements.flatMap(besideAllowlists(reading))];
}

/** Each allowlist that is stricter than another, with the one whose entries it lacks most. */
function stricterAllowlists({ document, allowlists, statements }: LocatedPolicy): readonly Concern[] {
  const denyEverything = new Set(
    allowlists.filter(({ statement }) => {
      const node = statements[statement - 1];
      return node !== undefined && isAboutEverything(node, document);
    }),
  );
  return allowlists.flatMap((allowlist): readonly Concern[] => {
    const others = denyEverything.has(allowlist)
      ? allowlists.filter((other) => denyEverything.has(other))
      : allowlists;
    const own = new CidrSet(allowlist.list.entries.map(({ cidr }) => cidr));
    const wider = others
      .map((other) => ({
        other,
        lacks: other.list.entries.filter(({ cidr }) => !own.covers(cidr)).map(({ spelled }) => spelled),
      }))
      .sort((a, b) => b.lacks.length - a.lacks.length)[0];
    if (wider === undefined || wider.lacks.length === 0) return [];
    return [
      {
        kind: 'stricter-allowlist',
        statement: nameOf(allowlist),
        than: nameOf(wider.other),
        lacks: wider.lacks,
        isAboutEverything: denyEverything.has(allowlist),
      },
    ];
  });
}

function besideAllowlists({ document, allowlists }: LocatedPolicy) {
  return (node: Node, index: number): readonly Concern[] => {
    if (allowlists.some(({ statement }) => statement === index + 1)) return [];
    const condition = elementOf(node, 'Condition', document);
    const tests =
      condition === undefined ? [] : testsOf(condition, document).filter((test) => test.isOfAddress);
    if (tests.length === 0) return [];
    const sid = sidOf(node, document);
    const statement = { statement: index + 1, ...(sid !== undefined && { sid }) };
    const values = tests.filter(({ operator }) => namesAddresses(operator)).flatMap((test) => test.values);
    const effect = elementOf(node, 'Effect', document)?.value;
    if (values.length > 0) {
      if (effect === 'Deny') return [{ kind: 'blocklist', statement, values }];
      return effect === 'Allow' ? [{ kind: 'allow-by-address', statement, values }] : [];
    }
    const isAllowlist = effect === 'Deny' && tests.every(({ operator }) => operator === 'notipaddress');
    return isAllowlist && isAboutEverything(node, document)
      ? [{ kind: 'excluded-allowlist', statement }]
      : [];
  };
}

function nameOf({ statement, sid }: LocatedAllowlist): StatementName {
  return { statement, ...(sid !== undefined && sid !== '' && { sid }) };
}
