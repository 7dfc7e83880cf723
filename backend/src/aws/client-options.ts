import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS } from '@smithy/core/config';
import { partitionNameOf } from '../runtime/arn.ts';
import type { Environment } from '../runtime/settings-reader.ts';

/** Options that both clients share, all explicit: without `AWS_PROFILE` the SDK does not read profiles at the start. */
export interface AwsOptions {
  /** A provider where a profile has to be read first. */
  readonly region: string | (() => Promise<string>);
  /** Where the client connects instead of AWS (`AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL_IAM`, `AWS_ENDPOINT_URL_STS`). */
  readonly endpoint?: string;
  /** Given credentials, or where they come from; the SDK's own chain when absent (the command line: profiles, SSO). */
  readonly credentials?: Credentials | CredentialsProvider;
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Returns credentials with the time at which they expire; the SDK's client caches them until shortly before. */
export type CredentialsProvider = () => Promise<Credentials & { readonly expiration?: Date }>;

/** Reads the SDK's variables for one service. */
export function awsOptions(env: Environment, service: 'S3' | 'IAM' | 'STS'): AwsOptions {
  // For the SDK, an empty variable is not set.
  const endpoint = env[`AWS_ENDPOINT_URL_${service}`] || env['AWS_ENDPOINT_URL'];
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = env['AWS_SESSION_TOKEN'];
  return {
    region: env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || regionOf(env),
    ...(endpoint && { endpoint }),
    ...(accessKeyId &&
      secretAccessKey && {
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
      }),
  };
}

/** The profile's region, if a profile is named and has one. In Lambda `AWS_REGION` is always set, and this is not called. */
function regionOf(env: Environment): AwsOptions['region'] {
  const { region } = partitionOf(env['GENKAN_POLICY_ARN']);
  const profile = env['AWS_PROFILE'];
  if (!profile) return region;
  return loadConfig(
    {
      environmentVariableSelector: () => undefined,
      configFileSelector: (settings) => settings['region'] || undefined,
      default: region,
    },
    { ...NODE_REGION_CONFIG_FILE_OPTIONS, profile },
  );
}

interface Partition {
  /** Where IAM is; S3 redirects from there to the bucket's own Region. */
  readonly region: string;
  /** The end of its host names. */
  readonly domain: string;
}

const AWS: Partition = { region: 'us-east-1', domain: 'amazonaws.com' };

/** The partitions of the SDK's endpoint rules, which a test compares with these. */
const PARTITIONS: ReadonlyMap<string, Partition> = new Map([
  ['aws', AWS],
  ['aws-cn', { region: 'cn-north-1', domain: 'amazonaws.com.cn' }],
  ['aws-us-gov', { region: 'us-gov-west-1', domain: 'amazonaws.com' }],
  ['aws-eusc', { region: 'eusc-de-east-1', domain: 'amazonaws.eu' }],
  ['aws-iso', { region: 'us-iso-east-1', domain: 'c2s.ic.gov' }],
  ['aws-iso-b', { region: 'us-isob-east-1', domain: 'sc2s.sgov.gov' }],
  ['aws-iso-e', { region: 'eu-isoe-west-1', domain: 'cloud.adc-e.uk' }],
  ['aws-iso-f', { region: 'us-isof-south-1', domain: 'csp.hci.ic.gov' }],
]);

/** The partition of an ARN. */
export function partitionOf(arn = ''): Partition {
  return PARTITIONS.get(partitionNameOf(arn) ?? '') ?? AWS;
}
