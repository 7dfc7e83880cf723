import type { Check } from './check.ts';

/** Somebody carries the policy, and Genkan's own role does not. */
export const checkAttachments: Check = ({ attachments }) => {
  const check = 'attachments';
  if (!attachments.known) {
    return [
      {
        check,
        status: 'warning',
        message: attachments.why,
        fix: 'Allow yourself iam:ListEntitiesForPolicy.',
      },
    ];
  }
  const { users, groups, roles } = attachments.value;
  const own = roles.filter((role) => /genkan/i.test(role));
  if (own.length > 0) {
    return [
      {
        check,
        status: 'failure',
        message: `The policy denies Genkan itself: it is attached to the role ${own.join(', ')}.`,
        fix: "Detach it from Genkan's role.",
      },
    ];
  }
  if (users.length + groups.length + roles.length === 0) {
    return [
      {
        check,
        status: 'failure',
        message: 'The policy is attached to nobody, so it protects nothing.',
        fix: 'Attach it to the users or groups that it is meant for.',
      },
    ];
  }
  const count = `${users.length} user(s), ${groups.length} group(s) and ${roles.length} role(s)`;
  return [{ check, status: 'ok', message: `The policy is attached to ${count}.` }];
};
