import { AwsError } from '../aws-error.ts';
import { QueryParameters } from '../query-parameters.ts';
import { queryFailure, queryResult } from '../query-protocol.ts';
import type { Accounts } from '../sts/accounts.ts';
import type { Service } from '../wire.ts';
import { IAM_OPERATIONS } from './iam-operations.ts';

const NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';

/** IAM on the wire: the Query protocol over the state machine of the caller's account. */
export function iamService(accounts: Accounts): Service {
  return {
    recognise(request) {
      const parameters = new QueryParameters(request.body);
      const action = parameters.required('Action');
      const operation = IAM_OPERATIONS.get(action);
      if (operation === undefined) {
        throw new AwsError('InvalidAction', 400, `Could not find operation ${action} for version 2010-05-08`);
      }
      return {
        service: 'iam',
        operation: action,
        resource: parameters.optional('PolicyArn') ?? parameters.optional('PolicyName') ?? '',
        isWrite: operation.kind === 'write',
        run(requestId, asOf) {
          const policies = accounts.policiesOf(request, parameters.optional('PolicyArn'));
          const result =
            operation.kind === 'write'
              ? operation.run(policies, parameters)
              : operation.run(asOf === undefined ? policies.current : policies.at(asOf), parameters);
          return queryResult(action, result, requestId, NAMESPACE);
        },
      };
    },
    failure: (error, _request, requestId) => queryFailure(error, requestId, NAMESPACE),
  };
}
