import type { Node } from 'jsonc-parser';
import type { AddressList } from './statement/entry.ts';

/** A Deny statement that lets only the addresses of one list through. */
export interface Allowlist {
  /** Position in the document, counted from 1. */
  readonly statement: number;
  readonly sid?: string;
  /** The condition operator as the author spelled it, such as `NotIpAddressIfExists`. */
  readonly operator: string;
  /** The condition key as the author spelled it, such as `aws:SourceIp`. */
  readonly key: string;
  /** The list as the author spelled it. */
  readonly entries: readonly string[];
}

/** A policy document that Genkan can edit. */
export interface IpPolicy {
  readonly document: string;
  readonly allowlists: readonly Allowlist[];
}

/** Why a document cannot be edited: not a policy, a policy without an allowlist, or an allowlist that is not safe to edit. */
export type RefusalCode = 'malformed' | 'no_allowlist' | 'unsupported';

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly reason: string;
}

export function refusal(code: RefusalCode, reason: string): Refusal {
  return { ok: false, code, reason };
}

export type PolicyReading = { readonly ok: true; readonly policy: IpPolicy } | Refusal;

export interface ReadOptions {
  /** Look only at statements with these Sids; all statements when absent or empty. */
  readonly sids?: readonly string[] | undefined;
}

/** An allowlist with what editing needs: where its list stands and what its entries mean. */
export interface LocatedAllowlist extends Omit<Allowlist, 'entries'> {
  readonly list: AddressList;
  /** Recognises the same statement in another version of the document, whatever its list holds. */
  readonly identity: string;
}

/** A document that was read, with what editing needs. */
export interface LocatedPolicy {
  readonly ok: true;
  readonly document: string;
  readonly allowlists: readonly LocatedAllowlist[];
  /** All statements, in order. */
  readonly statements: readonly Node[];
}

export type LocatedReading = LocatedPolicy | Refusal;
