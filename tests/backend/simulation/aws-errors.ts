import {
  DefaultVersionError,
  MalformedPolicyError,
  PolicyNotFoundError,
  PolicySizeError,
  PreconditionFailedError,
  VersionLimitError,
} from '@genkan/backend/runtime/ports';
import type { AwsError } from '../../sandbox/aws/aws-error.ts';

/** What the SDK stores of the backend make of a refusal of AWS. */
export function portError(error: AwsError): Error {
  const options = { cause: error };
  switch (error.code) {
    case 'PreconditionFailed':
    case 'NoSuchKey':
      return new PreconditionFailedError(error.message, options);
    case 'NoSuchEntity':
      return new PolicyNotFoundError(error.message, options);
    case 'LimitExceeded':
      return /PolicySize/.test(error.message)
        ? new PolicySizeError(error.message, options)
        : new VersionLimitError(error.message, options);
    case 'DeleteConflict':
      return new DefaultVersionError(error.message, options);
    case 'MalformedPolicyDocument':
    case 'ValidationError':
      return new MalformedPolicyError(error.message, options);
    default:
      return error;
  }
}
