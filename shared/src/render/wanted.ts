import { type Cidr, formatCidr } from '../address/cidr.ts';
import type { RenderLease } from './types.ts';

/** All active leases of one block: several members may hold the same one. */
export interface Wanted {
  readonly cidr: Cidr;
  readonly text: string;
  readonly leases: readonly RenderLease[];
  /** When the oldest of them was granted. */
  readonly at: number;
  /** When the last of them ends. */
  readonly endsAt: number;
}

/** Active leases by block, the oldest first, then by text: the order in which they get room. */
export function wantedBlocks(active: readonly RenderLease[]): readonly Wanted[] {
  const groups = new Map<string, [RenderLease, ...RenderLease[]]>();
  for (const lease of active) {
    const text = formatCidr(lease.cidr);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [lease]);
    else group.push(lease);
  }
  return [...groups]
    .map(([text, leases]) => {
      const [{ cidr, at }] = leases.sort((a, b) => a.at - b.at || a.endsAt - b.endsAt);
      return { cidr, text, leases, at, endsAt: Math.max(...leases.map(({ endsAt }) => endsAt)) };
    })
    .sort((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1));
}
