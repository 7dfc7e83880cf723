import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Clock, type ObjectStore, PreconditionFailedError } from '../ports.ts';
import { attemptCall, type Repeatable } from './attempts.ts';
import { type AwsOptions, HANDLER_OPTIONS } from './client-options.ts';
import { describeFailure } from './errors.ts';

/** The team's bucket in S3. */
export function createObjectStore(bucket: string, options: AwsOptions, clock: Clock): ObjectStore {
  const client = new S3Client({
    ...options,
    maxAttempts: 1,
    requestHandler: HANDLER_OPTIONS,
    // A local S3 has no host name per bucket.
    forcePathStyle: options.endpoint !== undefined,
    followRegionRedirects: true,
    // SigV4 signs a SHA-256 of every body already; a second checksum would only cost time.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const attempt = async <T>(call: () => Promise<T>, repeatable?: Repeatable) => {
    // S3 is the quicker one: what is asked of IAM at the same time leaves first.
    await new Promise((resolve) => setImmediate(resolve));
    return attemptCall(clock, 's3', call, repeatable);
  };
  const read = <T>(call: () => Promise<T>) => attempt(call);
  // A write that timed out may still land: made again, it could land after its effect was undone.
  const write = <T>(call: () => Promise<T>) => attempt(call, 'unless-timed-out');
  const isMissing = (error: unknown) => /^(NoSuchKey|NotFound)$/.test(describeFailure(error).name);
  return {
    get: (key) =>
      read(async () => {
        try {
          const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
          return { body: (await answer.Body?.transformToString()) ?? '', etag: answer.ETag ?? '' };
        } catch (error) {
          if (isMissing(error)) return undefined;
          throw error;
        }
      }),
    put: (key, body, condition) =>
      write(async () => {
        const ifNoneMatch = condition && 'ifNoneMatch' in condition ? condition.ifNoneMatch : undefined;
        const ifMatch = condition && 'ifMatch' in condition ? condition.ifMatch : undefined;
        try {
          const { ETag } = await client.send(
            new PutObjectCommand({
              Bucket: bucket,
              Key: key,
              Body: body,
              ContentType: 'application/json',
              ...(ifNoneMatch && { IfNoneMatch: ifNoneMatch }),
              ...(ifMatch && { IfMatch: ifMatch }),
            }),
          );
          return { etag: ETag ?? '' };
        } catch (error) {
          // With If-Match, an object that is gone answers 404.
          if (ifMatch && isMissing(error)) throw gone(key, error);
          throw error;
        }
      }),
    delete: (key, condition) =>
      write(async () => {
        try {
          await client.send(
            new DeleteObjectCommand({
              Bucket: bucket,
              Key: key,
              ...(condition && { IfMatch: condition.ifMatch }),
            }),
          );
        } catch (error) {
          if (condition && isMissing(error)) throw gone(key, error);
          if (!isMissing(error)) throw error;
        }
      }),
    async list(prefix, startAfter) {
      const keys: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await read(() =>
          client.send(
            new ListObjectsV2Command({
              Bucket: bucket,
              Prefix: prefix,
              ...(startAfter && { StartAfter: startAfter }),
              ...(ContinuationToken && { ContinuationToken }),
            }),
          ),
        );
        for (const { Key } of page.Contents ?? []) if (Key) keys.push(Key);
        ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (ContinuationToken);
      return keys;
    },
  };
}

function gone(key: string, cause: unknown): PreconditionFailedError {
  return new PreconditionFailedError(`${key} is gone`, { cause });
}
