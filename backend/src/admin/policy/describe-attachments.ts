import type { Attachments } from '../../runtime/account-port.ts';

/** `2 users (hanako, taro) and 1 group (Staff)` */
export function describeAttachments(attachments: Attachments): string {
  const kinds = (['user', 'group', 'role'] as const).flatMap((kind) => {
    const names = attachments[`${kind}s`];
    if (names.length === 0) return [];
    const shown = names.length > 5 ? [...names.slice(0, 5), '…'] : names;
    return [`${names.length} ${kind}${names.length === 1 ? '' : 's'} (${shown.join(', ')})`];
  });
  return kinds.length === 0 ? 'no user, group or role' : kinds.join(', ');
}
