import type { Address } from '@genkan/shared/address';
import type { Member } from '../store/members.ts';

export interface GrantRequest {
  readonly member: Member;
  /** As observed by the backend, or named by an administrator. */
  readonly address: Address;
  readonly minutes?: number | undefined;
  readonly label?: string | undefined;
  readonly requestId: string;
  /**
   * Whether the member's record, as it is when the lease is applied, still allows this request. The record that let the
   * request in may be ten seconds old, and the request may wait for the lock. Default: the member exists and is not disabled.
   */
  readonly isAllowedBy?: (record: string | undefined) => boolean;
}
