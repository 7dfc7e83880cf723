/** One address as the backend saw it, and its access. Kept in storage; times in milliseconds since the epoch. */
import type { Access, Lease } from '@genkan/shared/contract';
import * as v from 'valibot';

export const observationSchema = v.object({
  address: v.string(),
  cidr: v.string(),
  allowed: v.boolean(),
  by: v.optional(v.picklist(['baseline', 'lease', 'manual'])),
  entry: v.optional(v.string()),
  until: v.optional(v.number()),
  /** This member's own lease of the address. */
  lease: v.optional(
    v.object({
      id: v.string(),
      grantedAt: v.number(),
      endsAt: v.number(),
      label: v.optional(v.string()),
    }),
  ),
});
export type Observation = v.InferOutput<typeof observationSchema>;

/** An address without its access. */
export type Place = Pick<Observation, 'address' | 'cidr'>;

export const isAllowed = ({ allowed }: Observation) => allowed;

/** @param seen the access of this address, and the member's lease of it */
export function toObservation(
  { address, cidr }: Place,
  { access, lease }: { readonly access: Access; readonly lease?: Lease | undefined },
): Observation {
  return {
    address,
    cidr,
    allowed: access.allowed,
    ...(access.allowed ? { by: access.by, entry: access.entry } : {}),
    ...(access.allowed && access.until !== undefined ? { until: Date.parse(access.until) } : {}),
    ...(lease ? { lease: leaseOf(lease) } : {}),
  };
}

/** The address as it is once this lease counts. */
export function leased({ address, cidr }: Place, lease: NonNullable<Observation['lease']>): Observation {
  return { address, cidr, allowed: true, by: 'lease', entry: cidr, until: lease.endsAt, lease };
}

/** A denied address with an active lease counts as allowed, see `withLeases`. */
export function withOwnLease(observation: Observation, now: number): Observation {
  const { allowed, lease } = observation;
  return allowed || !lease || lease.endsAt <= now ? observation : leased(observation, lease);
}

export function leaseOf({ id, grantedAt, endsAt, label }: Lease): NonNullable<Observation['lease']> {
  return {
    id,
    grantedAt: Date.parse(grantedAt),
    endsAt: Date.parse(endsAt),
    ...(label === undefined ? {} : { label }),
  };
}
