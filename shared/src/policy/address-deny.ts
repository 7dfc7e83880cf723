import type { Node } from 'jsonc-parser';
import type { Address } from '../address/address.ts';
import { evaluateCondition } from './address-condition.ts';
import { itemsOf, propertiesOf } from './json.ts';
import { locateFences } from './read.ts';
import type { LocatedPolicy, ReadOptions } from './types.ts';

/** A statement as people find it: its position, counted from 1, and its Sid. */
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
  const reading = locateFences(document, options);
  return reading.ok ? addressDenyOf(reading, address) : undefined;
}

/** `findAddressDeny` in a document that is read already. A certain one goes before one that is not. */
export function addressDenyOf(reading: LocatedPolicy, address: Address): AddressDeny | undefined {
  const { document, fences, statements } = reading;
  const edited = new Set(fences.map(({ statement }) => statement));
  const allowlists = statements.filter((_, index) => edited.has(index + 1));
  let possible: AddressDeny | undefined;
  for (const [index, statement] of statements.entries()) {
    if (edited.has(index + 1)) continue;
    const found = readAddressDeny(statement, index + 1, document, allowlists, address);
    if (found?.isCertain) return found;
    possible ??= found;
  }
  return possible;
}

function readAddressDeny(
  statement: Node,
  number: number,
  text: string,
  allowlists: readonly Node[],
  address: Address,
): AddressDeny | undefined {
  const element = (name: string) => elementOf(statement, name, text);
  const condition = element('Condition');
  if (element('Effect')?.value !== 'Deny' || condition === undefined) return undefined;
  const { addressOperators, verdict } = evaluateCondition(condition, text, address);
  if (addressOperators.length === 0 || verdict === false) return undefined;

  const scope = scopeOf(statement, text);
  const isAboutAllResources = holdsOneOf(element('Resource'), ['*']);
  const coversAllowlists =
    (isAboutAllResources && holdsOneOf(element('Action'), ['*', '*:*'])) ||
    (scope !== undefined && allowlists.every((allowlist) => scopeOf(allowlist, text) === scope));
  const isCertain = verdict === true && coversAllowlists;
  const isLeftOutAllowlist = addressOperators.every((operator) => operator === 'notipaddress');
  if (!isCertain && (isLeftOutAllowlist || !(coversAllowlists || isAboutAllResources))) return undefined;
  const sid = element('Sid')?.value;
  return { statement: number, ...(typeof sid === 'string' && sid !== '' && { sid }), isCertain };
}

function elementOf(statement: Node, name: string, text: string): Node | undefined {
  return propertiesOf(statement, text).find(({ key }) => key === name)?.value;
}

function holdsOneOf(element: Node | undefined, wanted: readonly string[]): boolean {
  return element !== undefined && itemsOf(element).some(({ value }) => wanted.includes(String(value)));
}

/** What a statement is about, as text that is equal for equal actions and resources; `undefined` when it is about nothing. */
function scopeOf(statement: Node, text: string): string | undefined {
  const scope = ['Action', 'NotAction', 'Resource', 'NotResource'].map((name) => {
    const element = elementOf(statement, name, text);
    return (
      element &&
      itemsOf(element)
        .map(({ value }) => String(value))
        .sort()
    );
  });
  return scope.every((values) => values === undefined) ? undefined : JSON.stringify(scope);
}
