import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Environment } from '../runtime/settings-reader.ts';
import { callOptions } from './call.ts';
import { awsOptions } from './client-options.ts';

/**
 * The ARN behind the administrator's credentials, such as `arn:aws:sts::123456789012:assumed-role/Admin/hanako`. Only the
 * command line asks: the backend's functions have no person behind them.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html no permission is needed
 */
export async function findCallerArn(env: Environment): Promise<string> {
  const client = new STSClient({ ...awsOptions(env, 'STS'), ...callOptions() });
  const { Arn } = await client.send(new GetCallerIdentityCommand({}));
  if (Arn === undefined) throw new Error('STS named nobody');
  return Arn;
}
