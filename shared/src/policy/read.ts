import type { Node } from 'jsonc-parser';
import { findDuplicateKey, itemsOf, parseJson, propertiesOf } from './json.ts';
import { readAllowlist } from './statement/statement.ts';
import {
  type Allowlist,
  type LocatedAllowlist,
  type LocatedReading,
  type PolicyReading,
  type ReadOptions,
  refusal,
} from './types.ts';

/**
 * Finds the statements that have an allowlist: Deny, with `NotIpAddress` (in any of its forms) on `aws:SourceIp`.
 * Returns them with their lists, or why the document cannot be edited safely, in words:
 *
 * - `malformed`: not a policy at all; IAM would refuse it
 * - `no_allowlist`: a policy, but nothing in it that Genkan edits
 * - `unsupported`: an allowlist whose list cannot be edited without risk
 */
export function readPolicy(document: string, options: ReadOptions = {}): PolicyReading {
  const reading = locateAllowlists(document, options);
  if (!reading.ok) return reading;
  const allowlists = reading.allowlists.map(({ list, identity, ...allowlist }): Allowlist => {
    return { ...allowlist, entries: list.entries.map(({ spelled }) => spelled) };
  });
  return { ok: true, policy: { document, allowlists } };
}

/** `readPolicy` with what editing needs. */
export function locateAllowlists(document: string, options: ReadOptions = {}): LocatedReading {
  const json = parseJson(document);
  if (!json.ok) return refusal('malformed', json.reason);
  const statements = statementsOf(json.value, document);
  if (statements === undefined) return refusal('malformed', 'it has no Statement, so it is not a policy');
  const duplicate = findDuplicateKey(json.value, document);
  if (duplicate !== undefined) {
    return refusal('unsupported', `it holds the key "${duplicate}" twice in one object, which IAM refuses`);
  }

  const sids = options.sids !== undefined && options.sids.length > 0 ? new Set(options.sids) : undefined;
  const allowlists: LocatedAllowlist[] = [];
  for (const [index, statement] of statements.entries()) {
    const allowlist = readAllowlist(statement, index + 1, document, sids);
    if (allowlist === undefined) continue;
    if (!allowlist.ok) return allowlist;
    allowlists.push(allowlist.allowlist);
  }
  const missing = [...(sids ?? [])].find((sid) => !allowlists.some((allowlist) => allowlist.sid === sid));
  if (missing !== undefined) {
    return refusal(
      'no_allowlist',
      `no Deny statement with the Sid "${missing}" tests aws:SourceIp with NotIpAddress`,
    );
  }
  if (allowlists.length === 0)
    return refusal('no_allowlist', 'no Deny statement tests aws:SourceIp with NotIpAddress');
  return { ok: true, document, allowlists, statements };
}

/** The statements of a policy; `undefined` when the document is not one. */
export function statementsOf(root: Node, text: string): readonly Node[] | undefined {
  const statement = propertiesOf(root, text).find(({ key }) => key === 'Statement')?.value;
  if (statement === undefined) return undefined;
  const statements = itemsOf(statement);
  return statements.length > 0 && statements.every(({ type }) => type === 'object') ? statements : undefined;
}
