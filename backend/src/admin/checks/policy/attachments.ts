import { describeAttachments } from '../../policy/describe-attachments.ts';
import { type Check, failure, ok, unknown, warning } from '../check.ts';

const CHECK = 'attachments';

/** The policy is attached to users, groups or roles, and not to the backend's own role. */
export const checkAttachments: Check = ({ deps, versions, attachments, functionRoles }) => {
  if (!versions.known) return [];
  if (!attachments.known) return [unknown(CHECK, attachments, warning, 'Try again.')];
  const { users, groups, roles } = attachments.value;
  const own = roles.filter((role) => /genkan/i.test(role));
  if (own.length > 0) {
    return [
      failure(
        CHECK,
        `The Deny applies to Genkan itself: the policy is attached to ${own.join(', ')}. Lambda's address is never in the allowlist, so Genkan can grant no lease.`,
        `Detach it: aws iam detach-role-policy --policy-arn ${deps.config.policyArn} --role-name ${own[0]}`,
      ),
    ];
  }
  if (users.length + groups.length + roles.length === 0) {
    return [
      failure(
        CHECK,
        'The policy is attached to no user, group or role, so it protects nothing.',
        `Attach it to the group of its users: aws iam attach-group-policy --policy-arn ${deps.config.policyArn} --group-name <group>`,
      ),
    ];
  }
  const attachedTo = ok(CHECK, `The policy is attached to ${describeAttachments(attachments.value)}.`);
  if (!functionRoles.known) {
    const fix = `Make sure that none of these roles is Genkan's: ${roles.join(', ')}.`;
    return [attachedTo, unknown(CHECK, functionRoles, warning, fix)];
  }
  if (functionRoles.value.length === 0) return [attachedTo];
  return [
    attachedTo,
    warning(
      CHECK,
      `The Deny applies to a role in which functions run: ${functionRoles.value.join(', ')}. Lambda's address is never in the allowlist.`,
      "Detach the policy from that role; it must be if the role is Genkan's.",
    ),
  ];
};
