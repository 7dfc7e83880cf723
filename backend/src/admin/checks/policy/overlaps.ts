import type { Attachments } from '../../../runtime/account-port.ts';
import type { Deployment } from '../../../targets/deployment.ts';
import { type Finding, warning } from '../check.ts';

const CHECK = 'targets';

interface AttachedTarget {
  readonly id: string;
  /** `undefined` where it could not be read. */
  readonly attachments: Attachments | undefined;
}

/**
 * Two Denies on one user both apply, so an address must be in both policies. A group that leads to one of the two alone leaves its
 * members denied.
 */
export function checkOverlaps(
  targets: readonly AttachedTarget[],
  groups: Deployment['groups'],
): readonly Finding[] {
  return targets.flatMap((first, index) =>
    targets.slice(index + 1).flatMap((second) => {
      const common = commonOf(first.attachments, second.attachments);
      const partial = Object.entries(groups)
        .filter(([, group]) => group.targets.includes(first.id) !== group.targets.includes(second.id))
        .map(([name]) => name);
      if (common.length === 0 || partial.length === 0) return [];
      return [
        warning(
          CHECK,
          `${common.slice(0, 5).join(', ')} ${common.length === 1 ? 'has' : 'have'} the policies of ${first.id} and ${second.id}: both Denies apply, and an address must be in both. The ${partial.length === 1 ? 'group' : 'groups'} ${partial.join(', ')} ${partial.length === 1 ? 'leads' : 'lead'} to one of them only.`,
          `Give each of these users one policy, or each of these groups both targets: genkan group set ${partial[0]} --target ${first.id} --target ${second.id}`,
        ),
      ];
    }),
  );
}

function commonOf(first: Attachments | undefined, second: Attachments | undefined): readonly string[] {
  if (!first || !second) return [];
  const both = (kind: keyof Attachments) => first[kind].filter((name) => second[kind].includes(name));
  return [...both('users'), ...both('groups'), ...both('roles')];
}
