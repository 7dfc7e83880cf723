import type { KnownNetwork } from '../../backend/network-status.ts';

/** The names of the member's accounts in one line. */
export function accountNames({ targets = [] }: KnownNetwork): string {
  return targets.map(({ name }) => name).join(', ');
}
