/**
 * The baseline of a grant: what the two-Lambda original does, with the same SDK. List, get, delete the oldest, create:
 * one call after another, no lock, no lease, no memory of the last document.
 */
import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';

interface Statement {
  readonly Condition: { readonly NotIpAddress: { readonly 'aws:SourceIp': string[] } };
}

const iam = new IAMClient({});
const PolicyArn = process.env['BENCH_POLICY_ARN'];

export const handler = async (event: { requestContext: { http: { sourceIp: string } } }) => {
  const listed = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  const versions = (listed.Versions ?? []).toSorted(
    (a, b) => Number(a.VersionId?.slice(1)) - Number(b.VersionId?.slice(1)),
  );
  const live = await iam.send(
    new GetPolicyVersionCommand({
      PolicyArn,
      VersionId: versions.find((version) => version.IsDefaultVersion)?.VersionId,
    }),
  );
  const document: { Statement: Statement[] } = JSON.parse(
    decodeURIComponent(live.PolicyVersion?.Document ?? ''),
  );
  document.Statement[0]?.Condition.NotIpAddress['aws:SourceIp'].push(
    `${event.requestContext.http.sourceIp}/32`,
  );
  await iam.send(
    new DeletePolicyVersionCommand({
      PolicyArn,
      VersionId: versions.find((version) => !version.IsDefaultVersion)?.VersionId,
    }),
  );
  const created = await iam.send(
    new CreatePolicyVersionCommand({
      PolicyArn,
      PolicyDocument: JSON.stringify(document),
      SetAsDefault: true,
    }),
  );
  return { statusCode: 201, body: JSON.stringify({ version: created.PolicyVersion?.VersionId }) };
};
