import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Account } from './account.ts';

/** The account cannot be worked in; the message says what to do. */
export class AccountError extends Error {
  override readonly name = 'AccountError';
}

/**
 * Who the caller's own credentials belong to, found as every AWS tool finds them: environment, profile, SSO.
 * @throws {AccountError} without a region or credentials, or when AWS does not take them
 */
export async function findAccount(
  environment: Readonly<Record<string, string | undefined>>,
  endpoint: string | undefined,
): Promise<Pick<Account, 'accountId' | 'partition' | 'region' | 'caller'>> {
  const diverted = Object.keys(environment).filter(
    (name) => /^AWS_ENDPOINT_URL(_|$)/.test(name) && environment[name],
  );
  if (endpoint === undefined && diverted.length > 0) {
    throw new AccountError(
      `${diverted.join(' and ')} would lead somewhere else than AWS. Unset it, or name a stand-in with --endpoint.`,
    );
  }
  const client = new STSClient({ ...(endpoint && { endpoint }) });
  try {
    const region = await client.config.region().catch((cause: unknown) => {
      throw new AccountError('No AWS region is set. Set AWS_REGION, for example to ap-northeast-1.', {
        cause,
      });
    });
    await client.config.credentials().catch((cause: unknown) => {
      throw new AccountError(
        'There are no AWS credentials here. Sign in first (aws sso login, AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY).',
        { cause },
      );
    });
    const { Account: accountId, Arn: caller } = await client
      .send(new GetCallerIdentityCommand({}))
      .catch((cause: unknown) => {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new AccountError(`AWS does not take these credentials: ${reason}`, { cause });
      });
    if (accountId === undefined || caller === undefined)
      throw new AccountError('AWS did not say who you are.');
    return { accountId, caller, region, partition: caller.split(':')[1] ?? 'aws' };
  } finally {
    client.destroy();
  }
}
