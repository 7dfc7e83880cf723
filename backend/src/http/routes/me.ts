import { formatAddress, formatCidr, observedCidr } from '@genkan/shared/address';
import { meResponseSchema, type Access as WireAccess } from '@genkan/shared/contract';
import { leaseId, nextReset } from '@genkan/shared/lease';
import type { Access } from '@genkan/shared/render';
import type { Context } from 'hono';
import { toLease } from '../../leases/to-lease.ts';
import { explain, readView } from '../../network-status/policy-view.ts';
import { readLabel } from '../../store/leases.ts';
import type { AppEnv } from '../app-env.ts';
import type { HttpPorts } from '../http-ports.ts';
import { respond } from '../respond.ts';
import { requireAddress } from '../source-address/require-address.ts';

/** `GET /v1/me`: who asks, from where, and whether the live policy lets that address in. Writes nothing. */
export function me(deps: HttpPorts) {
  return async (c: Context<AppEnv>): Promise<Response> => {
    const member = c.get('member');
    const { config } = deps;
    const address = requireAddress(deps, c);
    const cidr = observedCidr(address, config.ipv6Prefix);
    const view = await readView(deps);
    const access = explain(deps, view, address);
    const id = leaseId({ memberId: member.id, cidr });
    const own = view.active.find((lease) => leaseId(lease) === id);
    const now = deps.clock.now();
    return respond(c, meResponseSchema, {
      member: { id: member.id, name: member.name },
      address: formatAddress(address),
      cidr: formatCidr(cidr),
      access: toWire(access),
      ...(own && { lease: toLease(own, await readLabel(deps, own)) }),
      policy: { arn: deps.policies.arn, version: view.live.version },
      accountId: config.accountId,
      nextReset: new Date(
        nextReset(now, { timeZone: config.timeZone, time: config.resetTime }),
      ).toISOString(),
      timeZone: config.timeZone,
      endpoints: config.endpoints,
      limits: {
        maxMinutes: Math.min(config.maxMinutes, member.limits?.maxMinutes ?? config.maxMinutes),
        maxLeases: Math.min(config.maxLeases, member.limits?.maxLeases ?? config.maxLeases),
      },
      now: new Date(now).toISOString(),
    });
  };
}

function toWire(access: Access): WireAccess {
  if (!access.allowed) {
    const { blockedBy } = access;
    return {
      allowed: false,
      ...(blockedBy && {
        blockedBy: {
          statement: blockedBy.statement,
          ...(blockedBy.sid !== undefined && { sid: blockedBy.sid }),
        },
      }),
    };
  }
  const { by, entry, until } = access;
  return { allowed: true, by, entry, ...(until !== undefined && { until: new Date(until).toISOString() }) };
}
