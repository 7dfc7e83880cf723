import { type Cidr, formatCidr, parseCidr } from '../address/cidr.ts';
import { isMemberId } from '../codes/member-id.ts';
import { type Result, refuse, succeed } from '../result.ts';

/** A lease's identity: it stays the same over renewals. */
interface LeaseIdentity {
  readonly memberId: string;
  readonly cidr: Cidr;
}

/** Ids by their block: a listing of leases needs the same ids repeatedly, and formatting one is slow. */
const ids = new WeakMap<Cidr, { readonly memberId: string; readonly id: string }>();

/** The id of a lease, readable and safe in a URL path: `hanako~203.0.113.7_32`, `hanako~2001-db8--_64`. */
export function leaseId(identity: LeaseIdentity): string {
  const known = ids.get(identity.cidr);
  if (known !== undefined && known.memberId === identity.memberId) return known.id;
  const { memberId, cidr } = identity;
  const id = `${memberId}~${formatCidr(cidr).replaceAll(':', '-').replace('/', '_')}`;
  ids.set(cidr, { memberId, id });
  return id;
}

/** Reads a lease id; only exactly what `leaseId` writes is accepted. */
export function parseLeaseId(id: string): Result<LeaseIdentity> {
  const tilde = id.indexOf('~');
  const memberId = id.slice(0, Math.max(tilde, 0));
  if (!isMemberId(memberId)) return refuse('it does not begin with a member id');
  const cidr = parseCidr(
    id
      .slice(tilde + 1)
      .replaceAll('-', ':')
      .replace('_', '/'),
  );
  if (!cidr.ok) return refuse('it does not name an address block');
  const identity = { memberId, cidr: cidr.value };
  return leaseId(identity) === id ? succeed(identity) : refuse('its address block is not in canonical form');
}
