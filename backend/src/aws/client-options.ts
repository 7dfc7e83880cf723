import type { Environment } from '../config.ts';

/** Options that both clients share, all explicit: nothing is looked up in profiles or on the network at start. */
export interface AwsOptions {
  readonly region: string;
  /** Where the client connects instead of AWS (`AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL_IAM`). */
  readonly endpoint?: string;
  /** Given credentials; the SDK's own chain when absent (the command line: profiles, SSO). */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** Reads what the SDK would read, for one service. */
export function awsOptions(env: Environment, service: 'S3' | 'IAM'): AwsOptions {
  // The SDK takes an empty variable for one that is not set.
  const endpoint = env[`AWS_ENDPOINT_URL_${service}`] || env['AWS_ENDPOINT_URL'];
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = env['AWS_SESSION_TOKEN'];
  return {
    region: env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || homeRegion(env['GENKAN_POLICY_ARN']),
    ...(endpoint && { endpoint }),
    ...(accessKeyId &&
      secretAccessKey && {
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
      }),
  };
}

/** Where IAM lives in the policy's partition; S3 redirects from there to the bucket's own region. */
function homeRegion(policyArn = ''): string {
  if (policyArn.startsWith('arn:aws-cn:')) return 'cn-north-1';
  return policyArn.startsWith('arn:aws-us-gov:') ? 'us-gov-west-1' : 'us-east-1';
}
