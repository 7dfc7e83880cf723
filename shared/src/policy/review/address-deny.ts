import type { Node } from 'jsonc-parser';
import type { Address } from '../../address/address.ts';
import { locateAllowlists } from '../read.ts';
import { evaluateTests } from '../statement/address-condition.ts';
import type { LocatedPolicy, ReadOptions } from '../types.ts';
import { testsOf } from './address-tests.ts';
import { elementOf, isAboutAllResources, isAboutEverything, scopeOf, sidOf } from './scope.ts';

/** How a person finds a statement: its position, counted from 1, and its Sid. */
export interface StatementName {
  readonly statement: number;
  readonly sid?: string;
}

/** A Deny statement outside the allowlists that denies requests from an address, whatever the allowlists hold. */
export interface AddressDeny extends StatementName {
  /** It denies everything that the allowlists let through. Otherwise it denies some of it, or only under other conditions. */
  readonly isCertain: boolean;
}

/**
 * Finds the statement that denies requests from the address although the allowlists let it through: a blocklist (Deny with
 * `IpAddress`), or an allowlist that `sids` leaves out. A lease cannot change what it denies.
 *
 * A statement about some resources only does not count: the rest of the account is open. Neither does an allowlist that
 * `sids` leaves out and that denies some actions only: an administrator keeps it stricter on purpose.
 */
export function findAddressDeny(
  document: string,
  address: Address,
  options: ReadOptions = {},
): AddressDeny | undefined {
  const reading = locateAllowlists(document, options);
  return reading.ok ? addressDenyOf(reading, address) : undefined;
}

/** `findAddressDeny` in a document that is read already. A certain one goes before one that is not. */
export function addressDenyOf(reading: LocatedPolicy, address: Address): AddressDeny | undefined {
  const { document, allowlists, statements } = reading;
  const edited = new Set(allowlists.map(({ statement }) => statement));
  const allowlistStatements = statements.filter((_, index) => edited.has(index + 1));
  let possible: AddressDeny | undefined;
  for (const [index, statement] of statements.entries()) {
    if (edited.has(index + 1)) continue;
    const found = readAddressDeny(statement, index + 1, document, allowlistStatements, address);
    if (found?.isCertain) return found;
    possible ??= found;
  }
  return possible;
}

function readAddressDeny(
  statement: Node,
  number: number,
  text: string,
  allowlistStatements: readonly Node[],
  address: Address,
): AddressDeny | undefined {
  const condition = elementOf(statement, 'Condition', text);
  if (elementOf(statement, 'Effect', text)?.value !== 'Deny' || condition === undefined) return undefined;
  const tests = testsOf(condition, text);
  const ofAddress = tests.filter(({ isOfAddress }) => isOfAddress);
  const verdict = evaluateTests(tests, address);
  if (ofAddress.length === 0 || verdict === false) return undefined;

  const scope = scopeOf(statement, text);
  const coversAllowlists =
    isAboutEverything(statement, text) ||
    (scope !== undefined && allowlistStatements.every((allowlist) => scopeOf(allowlist, text) === scope));
  const isCertain = verdict === true && coversAllowlists;
  const isExcludedAllowlist = ofAddress.every(({ operator }) => operator === 'notipaddress');
  const mayDeny = !isExcludedAllowlist && (coversAllowlists || isAboutAllResources(statement, text));
  if (!isCertain && !mayDeny) return undefined;
  const sid = sidOf(statement, text);
  return { statement: number, ...(sid !== undefined && { sid }), isCertain };
}
