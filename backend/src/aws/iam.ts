import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import {
  AwsUnavailableError,
  isSameSecond,
  PolicyNotFoundError,
  type PolicyStore,
  type PolicyVersion,
  type VersionIdentity,
} from '../runtime/ports.ts';
import { callAws, callOptions } from './call.ts';
import type { AwsOptions } from './client-options.ts';
import { isResponseLost } from './errors.ts';

interface PolicyClient {
  readonly client: IAMClient;
  readonly arn: string;
}

/** The managed policy in IAM. */
export function createPolicyStore(arn: string, options: AwsOptions): PolicyStore {
  const policy: PolicyClient = { client: new IAMClient({ ...options, ...callOptions() }), arn };
  return {
    arn,
    listVersions: () => listVersions(policy),
    getVersion: (id, createdAt) => getVersion(policy, id, createdAt),
    createVersion: (document) => createVersion(policy, document),
    deleteVersion: (id) => deleteVersion(policy, id),
  };
}

async function listVersions({ client, arn }: PolicyClient): Promise<readonly PolicyVersion[]> {
  const versions: PolicyVersion[] = [];
  let Marker: string | undefined;
  do {
    const command = new ListPolicyVersionsCommand({ PolicyArn: arn, ...(Marker && { Marker }) });
    const page = await callAws('iam', (call) => client.send(command, call));
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
}

async function getVersion({ client, arn }: PolicyClient, id: string, createdAt?: number): Promise<string> {
  const command = new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: id });
  const { PolicyVersion } = await callAws('iam', (call) => client.send(command, call));
  if (PolicyVersion?.Document === undefined) throw new PolicyNotFoundError(`${id} has no document`);
  const { CreateDate } = PolicyVersion;
  if (createdAt !== undefined && CreateDate && !isSameSecond(CreateDate.getTime(), createdAt)) {
    throw new PolicyNotFoundError(`${id} is of another policy with this ARN`);
  }
  // GetPolicyVersion returns the document URL-encoded (RFC 3986).
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
  return decodeURIComponent(PolicyVersion.Document);
}

async function createVersion({ client, arn }: PolicyClient, document: string): Promise<VersionIdentity> {
  const command = new CreatePolicyVersionCommand({
    PolicyArn: arn,
    PolicyDocument: document,
    SetAsDefault: true,
  });
  // The SDK repeats every call. This call creates another version each time, so an attempt whose response was lost must
  // be the last: the SDK does not retry this error. An error that IAM returned is retried as with every call.
  command.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (!isResponseLost(error)) throw error;
        throw new AwsUnavailableError('iam: the response to CreatePolicyVersion was lost', { cause: error });
      }
    },
    { step: 'deserialize', priority: 'high', name: 'lostResponseMiddleware' },
  );
  const { PolicyVersion } = await callAws('iam', (call) => client.send(command, call));
  if (!PolicyVersion?.VersionId) throw new PolicyNotFoundError('IAM made a version without an id');
  return { id: PolicyVersion.VersionId, createdAt: PolicyVersion.CreateDate?.getTime() ?? 0 };
}

async function deleteVersion({ client, arn }: PolicyClient, id: string): Promise<void> {
  try {
    const command = new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: id });
    await callAws('iam', (call) => client.send(command, call));
  } catch (error) {
    if (!(error instanceof PolicyNotFoundError)) throw error;
  }
}
