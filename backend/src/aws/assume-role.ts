import { type PolicyLocation, RoleRefusedError } from '../runtime/ports.ts';
import type { Environment } from '../runtime/settings-reader.ts';
import { callOptions } from './call.ts';
import { type AwsOptions, awsOptions, type CredentialsProvider } from './client-options.ts';
import { isRefused } from './errors.ts';

/** Names the backend in CloudTrail of the other account. */
const SESSION_NAME = 'genkan';

/** How long AWS lets one set of credentials live, in seconds; the SDK asks again five minutes before. */
const SESSION_SECONDS = 3600;

/** The role that a policy in another account is edited with. */
type Role = Required<Pick<PolicyLocation, 'roleArn'>> & Pick<PolicyLocation, 'externalId'>;

/**
 * Credentials of a role in another account, by AWS's own provider, from STS in the Region of the backend: its endpoint there
 * is of the same partition. The SDK's client caches them and renews them early. Loaded only where a target names a role.
 * @throws {RoleRefusedError} from the provider
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function assumeRole(role: Role, env: Environment): CredentialsProvider {
  const assume = loadProvider(role, awsOptions(env, 'STS'));
  return async () => {
    try {
      return await (await assume())();
    } catch (error) {
      throw isRefused(error) ? new RoleRefusedError(role.roleArn, { cause: error }) : error;
    }
  };
}

function loadProvider({ roleArn, externalId }: Role, { credentials, ...options }: AwsOptions) {
  let loaded: Promise<CredentialsProvider> | undefined;
  const load = async () => {
    const { fromTemporaryCredentials } = await import('./temporary-credentials.ts');
    return fromTemporaryCredentials({
      params: {
        RoleArn: roleArn,
        RoleSessionName: SESSION_NAME,
        DurationSeconds: SESSION_SECONDS,
        ...(externalId !== undefined && { ExternalId: externalId }),
      },
      ...(credentials && { masterCredentials: credentials }),
      clientConfig: { ...options, ...callOptions() },
    });
  };
  return () => {
    loaded ??= load();
    return loaded;
  };
}
