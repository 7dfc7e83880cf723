import type { AllowlistDeps } from '../deps.ts';
import { limitsOf, type Member } from '../store/members.ts';
import { belongsTo, type Deployment, type Group, type Target } from './deployment.ts';
import { type OpenTarget, openTarget } from './open-target.ts';

/** A target that a member belongs to, and the member with the limits that hold there. */
export interface MemberTarget extends OpenTarget {
  readonly member: Member;
  /** A lease there needs a label. */
  readonly requiresLabel: boolean;
}

/** The targets that a member belongs to, in the deployment's order. */
export function memberTargets(
  deps: AllowlistDeps,
  deployment: Deployment,
  member: Member,
): readonly MemberTarget[] {
  return deployment.targets
    .filter((target) => belongsTo(deployment, target, member))
    .map((target) => {
      const groups = groupsFor(deployment, target, member);
      return {
        ...openTarget(deps, deployment, target),
        member: withLimits(member, groups),
        requiresLabel: groups.some(({ requireLabel }) => requireLabel === true),
      };
    });
}

/** The member's groups whose limits hold in a target; in a personal target, all of the member's groups. */
function groupsFor({ groups }: Deployment, target: Target, member: Member): readonly Group[] {
  return (member.groups ?? []).flatMap((name) => {
    const group = groups[name];
    return group && (target.memberId !== undefined || group.targets.includes(target.id)) ? [group] : [];
  });
}

/** The strictest of the member's own limits and those of the groups. */
function withLimits(member: Member, groups: readonly Group[]): Member {
  const all = [member.limits ?? {}, ...groups];
  const limits = limitsOf({
    maxMinutes: strictest(all.map((limit) => limit.maxMinutes)),
    maxLeases: strictest(all.map((limit) => limit.maxLeases)),
  });
  return limits ? { ...member, limits } : member;
}

function strictest(limits: readonly (number | undefined)[]): number | undefined {
  const known = limits.filter((limit) => limit !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
