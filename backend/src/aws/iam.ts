import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import {
  type Clock,
  isSameSecond,
  PolicyNotFoundError,
  type PolicyStore,
  type PolicyVersion,
} from '../ports.ts';
import { attemptCall, type Repeatable } from './attempts.ts';
import { type AwsOptions, HANDLER_OPTIONS } from './client-options.ts';

/** The managed policy in IAM. */
export function createPolicyStore(arn: string, options: AwsOptions, clock: Clock): PolicyStore {
  const client = new IAMClient({ ...options, maxAttempts: 1, requestHandler: HANDLER_OPTIONS });
  const attempt = <T>(call: () => Promise<T>, repeatable?: Repeatable) =>
    attemptCall(clock, 'iam', call, repeatable);
  return {
    arn,
    async listVersions() {
      const versions: PolicyVersion[] = [];
      let Marker: string | undefined;
      do {
        const page = await attempt(() =>
          client.send(new ListPolicyVersionsCommand({ PolicyArn: arn, ...(Marker && { Marker }) })),
        );
        for (const { VersionId, IsDefaultVersion, CreateDate } of page.Versions ?? []) {
          if (VersionId) {
            versions.push({
              id: VersionId,
              isDefault: IsDefaultVersion === true,
              createdAt: CreateDate?.getTime() ?? 0,
            });
          }
        }
        Marker = page.IsTruncated ? page.Marker : undefined;
      } while (Marker);
      return versions;
    },
    async getVersion(id, createdAt) {
      const { PolicyVersion } = await attempt(() =>
        client.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: id })),
      );
      if (PolicyVersion?.Document === undefined) throw new PolicyNotFoundError(`${id} has no document`);
      const { CreateDate } = PolicyVersion;
      if (createdAt !== undefined && CreateDate && !isSameSecond(CreateDate.getTime(), createdAt)) {
        throw new PolicyNotFoundError(`${id} is of another policy with this ARN`);
      }
      // GetPolicyVersion answers the document URL-encoded (RFC 3986).
      return decodeURIComponent(PolicyVersion.Document);
    },
    async createVersion(document) {
      const { PolicyVersion } = await attempt(
        () =>
          client.send(
            new CreatePolicyVersionCommand({ PolicyArn: arn, PolicyDocument: document, SetAsDefault: true }),
          ),
        'never',
      );
      if (!PolicyVersion?.VersionId) throw new PolicyNotFoundError('IAM made a version without an id');
      return { id: PolicyVersion.VersionId, createdAt: PolicyVersion.CreateDate?.getTime() ?? 0 };
    },
    async deleteVersion(id) {
      try {
        await attempt(() => client.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: id })));
      } catch (error) {
        if (!(error instanceof PolicyNotFoundError)) throw error;
      }
    },
  };
}
