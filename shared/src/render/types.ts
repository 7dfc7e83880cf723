import type { Cidr } from '../address/cidr.ts';

/** What rendering needs to know of a lease. Times are milliseconds since the epoch. */
export interface RenderLease {
  readonly cidr: Cidr;
  readonly at: number;
  readonly endsAt: number;
}

export interface RenderOptions {
  /** Edit only the statements with these Sids; all allowlists when absent or empty. */
  readonly sids?: readonly string[] | undefined;
  /** The largest document, counted as IAM counts. Default: `MAX_POLICY_SIZE`. */
  readonly limit?: number | undefined;
}

/** Why nothing could be rendered; `reason` is a phrase in words about the document that the code names. */
export interface RenderRefusal {
  readonly ok: false;
  readonly code: 'policy_unsupported' | 'baseline_invalid';
  readonly reason: string;
}

export type RenderResult =
  | {
      readonly ok: true;
      readonly document: string;
      /** Blocks that came into some list, canonical. */
      readonly added: readonly string[];
      /** Entries that left some list, as they were spelled. */
      readonly removed: readonly string[];
      /**
       * Blocks of the baseline that came back into a list which the end of a lease would have left empty. An empty list
       * denies every request; it can only come to that after an administrator took the baseline's addresses out by hand.
       */
      readonly restored: readonly string[];
      /** Active leases that the document has no room for. */
      readonly omitted: readonly RenderLease[];
      /** How many of the active leases the document lets in. */
      readonly fits: number;
      /** When the first of the leases that take room ends, so that there is room again. */
      readonly nextEnd?: number;
    }
  | RenderRefusal;
