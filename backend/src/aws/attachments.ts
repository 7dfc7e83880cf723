import { IAMClient, ListEntitiesForPolicyCommand } from '@aws-sdk/client-iam';
import type { Attachments } from '../admin/checks/check.ts';
import type { Clock } from '../ports.ts';
import { attemptCall } from './attempts.ts';
import { type AwsOptions, HANDLER_OPTIONS } from './client-options.ts';

/** Who carries the policy. For the command line only: the backend's role may not ask. */
export async function readAttachments(arn: string, options: AwsOptions, clock: Clock): Promise<Attachments> {
  const client = new IAMClient({ ...options, maxAttempts: 1, requestHandler: HANDLER_OPTIONS });
  const users: string[] = [];
  const groups: string[] = [];
  const roles: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await attemptCall(clock, 'iam', () =>
      client.send(new ListEntitiesForPolicyCommand({ PolicyArn: arn, ...(Marker && { Marker }) })),
    );
    users.push(...(page.PolicyUsers ?? []).flatMap(({ UserName }) => UserName ?? []));
    groups.push(...(page.PolicyGroups ?? []).flatMap(({ GroupName }) => GroupName ?? []));
    roles.push(...(page.PolicyRoles ?? []).flatMap(({ RoleName }) => RoleName ?? []));
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker);
  return { users, groups, roles };
}
