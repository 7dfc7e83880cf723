import { AwsError } from '../aws-error.ts';
import { iamTime } from '../iam/iam-xml.ts';
import { QueryParameters } from '../query-parameters.ts';
import { queryFailure, queryResult } from '../query-protocol.ts';
import type { Service } from '../wire.ts';
import type { XmlElements } from '../xml.ts';
import type { Accounts } from './accounts.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** One hour, as AWS without `DurationSeconds`. */
const SESSION_SECONDS = 3600;

const OPERATIONS: ReadonlyMap<string, (accounts: Accounts, parameters: QueryParameters) => XmlElements> =
  new Map([
    ['GetCallerIdentity', getCallerIdentity],
    ['AssumeRole', assumeRole],
  ]);

/** STS on the wire: GetCallerIdentity for one IAM user of the account, and AssumeRole into the roles of the sandbox. */
export function stsService(accounts: Accounts): Service {
  return {
    recognise(request) {
      const parameters = new QueryParameters(request.body);
      const action = parameters.required('Action');
      const operation = OPERATIONS.get(action);
      if (!operation) {
        throw new AwsError('InvalidAction', 400, `Could not find operation ${action} for version 2011-06-15`);
      }
      return {
        service: 'sts',
        operation: action,
        resource: parameters.optional('RoleArn') ?? '',
        isWrite: false,
        run: (requestId) => queryResult(action, operation(accounts, parameters), requestId, NAMESPACE),
      };
    },
    failure: (error, _request, requestId) => queryFailure(error, requestId, NAMESPACE),
  };
}

function getCallerIdentity({ own: { accountId } }: Accounts): XmlElements {
  return { Arn: callerArn(accountId), UserId: 'AIDASANDBOXADMIN00000', Account: accountId };
}

function assumeRole(accounts: Accounts, parameters: QueryParameters): XmlElements {
  const arn = parameters.arn('RoleArn');
  const name = parameters.required('RoleSessionName');
  const seconds = Number(parameters.optional('DurationSeconds') ?? SESSION_SECONDS);
  const session = accounts.assumeRole(arn, parameters.optional('ExternalId'), seconds);
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: iamTime(session.expiresAt),
    },
    AssumedRoleUser: { AssumedRoleId: `AROASANDBOX0000000000:${name}`, Arn: `${arn}/${name}` },
  };
}

/** Who every caller of the sandbox is. */
export function callerArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:user/sandbox-admin`;
}
