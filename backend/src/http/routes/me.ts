import { formatAddress, formatCidr, observedCidr } from '@genkan/shared/address';
import { type MeResponse, meResponseSchema } from '@genkan/shared/contract';
import { nextReset } from '@genkan/shared/lease';
import type { Context } from 'hono';
import type { BackendDeps } from '../../deps.ts';
import { readMemberStatus } from '../../network-status/member-status.ts';
import type { Member } from '../../store/members.ts';
import type { MemberTarget } from '../../targets/member-targets.ts';
import { statusOfTargets } from '../../targets/status-of-targets.ts';
import type { AppEnv } from '../app-env.ts';
import { findMemberTargets } from '../member-targets.ts';
import { respond } from '../respond.ts';
import { requireAddress } from '../source-address/require-address.ts';

type TargetPart = Pick<MeResponse, 'access' | 'accountId' | 'lease' | 'limits' | 'policy' | 'targets'>;
type StatusRequest = Parameters<typeof statusOfTargets>[1];

/** `GET /v1/me`: who asks, from where, and whether the live policy lets that address in. Writes nothing. */
export function me(deps: BackendDeps) {
  return async (c: Context<AppEnv>): Promise<Response> => {
    const member = c.get('member');
    const { config } = deps;
    const address = requireAddress(deps, c);
    const targets = await findMemberTargets(deps, member);
    const status = targets
      ? await statusOfSeveral(deps, targets, { address, requestId: c.get('requestId') })
      : {
          ...(await readMemberStatus(deps, member.id, address)),
          accountId: config.accountId,
          limits: limitsOf(deps, member),
        };
    const now = deps.clock.now();
    return respond(c, meResponseSchema, {
      member: { id: member.id, name: member.name },
      address: formatAddress(address),
      cidr: formatCidr(observedCidr(address, config.ipv6Prefix)),
      ...status,
      nextReset: new Date(
        nextReset(now, { timeZone: config.timeZone, time: config.resetTime }),
      ).toISOString(),
      timeZone: config.timeZone,
      endpoints: config.endpoints,
      now: new Date(now).toISOString(),
    });
  };
}

/** The status of all targets, and that of the first known one as the response has it for one target. */
async function statusOfSeveral(
  deps: BackendDeps,
  targets: readonly MemberTarget[],
  request: StatusRequest,
): Promise<TargetPart> {
  const all = await statusOfTargets(targets, request);
  const first = all.find((each) => each.status === 'known');
  if (!first) throw new RangeError('A status that is known nowhere is a problem');
  const { access, accountId, lease, policy } = first;
  const limits = targets.map(({ member }) => limitsOf(deps, member));
  return {
    access,
    accountId,
    ...(lease && { lease }),
    policy,
    limits: {
      maxMinutes: Math.max(...limits.map(({ maxMinutes }) => maxMinutes)),
      maxLeases: Math.max(...limits.map(({ maxLeases }) => maxLeases)),
    },
    ...(targets.length > 1 && { targets: [...all] }),
  };
}

function limitsOf({ config }: BackendDeps, { limits }: Member): MeResponse['limits'] {
  return {
    maxMinutes: Math.min(config.maxMinutes, limits?.maxMinutes ?? config.maxMinutes),
    maxLeases: Math.min(config.maxLeases, limits?.maxLeases ?? config.maxLeases),
  };
}
