import { AwsError } from '../aws-error.ts';

/** S3's refusals, with the codes, statuses and sentences of its API reference. */
export function noSuchKey(key: string): AwsError {
  return new AwsError('NoSuchKey', 404, 'The specified key does not exist.', { Key: key });
}

export function noSuchBucket(bucket: string): AwsError {
  return new AwsError('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName: bucket });
}

export function noObjectLock(bucket: string): AwsError {
  return new AwsError(
    'ObjectLockConfigurationNotFoundError',
    404,
    'Object Lock configuration does not exist for this bucket',
    { BucketName: bucket },
  );
}

export function preconditionFailed(condition: string): AwsError {
  return new AwsError(
    'PreconditionFailed',
    412,
    'At least one of the pre-conditions you specified did not hold',
    {
      Condition: condition,
    },
  );
}

export function invalidArgument(message: string): AwsError {
  return new AwsError('InvalidArgument', 400, message);
}

/** Also the sandbox's response to every feature of S3 that it does not have, so that none is ignored without an error. */
export function notImplemented(header: string): AwsError {
  return new AwsError(
    'NotImplemented',
    501,
    'A header you provided implies functionality that is not implemented',
    {
      Header: header,
    },
  );
}
