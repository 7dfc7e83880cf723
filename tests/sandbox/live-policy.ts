import { GetPolicyCommand, GetPolicyVersionCommand, IAMClient } from '@aws-sdk/client-iam';

/** The default version of the policy, as every AWS client reads it. */
export interface LivePolicy {
  readonly version: string;
  readonly document: string;
}

/** Reads the live policy with the AWS SDK, so that a test sees AWS's state and not Genkan's. */
export async function readLivePolicy(endpoint: string, arn: string): Promise<LivePolicy> {
  const client = new IAMClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIASANDBOX000000000', secretAccessKey: 'sandbox-secret' },
  });
  try {
    const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn: arn }));
    const version = Policy?.DefaultVersionId;
    const { PolicyVersion } = await client.send(
      new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: version }),
    );
    if (version === undefined || PolicyVersion?.Document === undefined)
      throw new Error(`IAM returned no document for ${arn}.`);
    return { version, document: decodeURIComponent(PolicyVersion.Document) };
  } finally {
    client.destroy();
  }
}
