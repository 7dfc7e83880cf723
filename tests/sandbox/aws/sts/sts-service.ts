import { AwsError } from '../aws-error.ts';
import { QueryParameters } from '../query-parameters.ts';
import { queryFailure, queryResult } from '../query-protocol.ts';
import type { Service } from '../wire.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** STS on the wire: GetCallerIdentity alone, for one IAM user of the account. */
export function stsService(accountId: string): Service {
  return {
    recognise(request) {
      const action = new QueryParameters(request.body).required('Action');
      if (action !== 'GetCallerIdentity') {
        throw new AwsError('InvalidAction', 400, `Could not find operation ${action} for version 2011-06-15`);
      }
      return {
        service: 'sts',
        operation: action,
        resource: '',
        isWrite: false,
        run: (requestId) =>
          queryResult(
            action,
            { Arn: callerArn(accountId), UserId: 'AIDASANDBOXADMIN00000', Account: accountId },
            requestId,
            NAMESPACE,
          ),
      };
    },
    failure: (error, _request, requestId) => queryFailure(error, requestId, NAMESPACE),
  };
}

/** Who every caller of the sandbox is. */
export function callerArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:user/sandbox-admin`;
}
