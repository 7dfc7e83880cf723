import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type ObjectStore, PreconditionFailedError, type StoredObject } from '../runtime/ports.ts';
import { callAws, callOptions } from './call.ts';
import type { AwsOptions } from './client-options.ts';
import { describeFailure } from './errors.ts';

type Call = Parameters<typeof callAws>[1];

/** The team's bucket in S3. */
export function createObjectStore(bucket: string, options: AwsOptions): ObjectStore {
  const client = new S3Client({
    ...options,
    ...callOptions(),
    // A local S3 has no host name per bucket.
    forcePathStyle: options.endpoint !== undefined,
    followRegionRedirects: true,
    // A bucket with a default retention (Object Lock) refuses a PutObject without a checksum.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
    requestChecksumCalculation: 'WHEN_SUPPORTED',
    // TLS protects what is read.
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const send = async <T>(call: (options: Parameters<Call>[0]) => Promise<T>) => {
    // S3 is the quicker one: what is asked of IAM at the same time leaves first.
    await new Promise((resolve) => setImmediate(resolve));
    return callAws('s3', call);
  };

  async function get(key: string): Promise<StoredObject | undefined> {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key });
    let body = '';
    // The SDK hands the body over while it still arrives, and then its retries are over. Read here, a body that breaks off
    // is asked for again.
    command.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        body = (await result.output.Body?.transformToString()) ?? '';
        return result;
      },
      { step: 'finalizeRequest', priority: 'low', name: 'readBodyMiddleware' },
    );
    return send(async (call) => {
      try {
        const { ETag } = await client.send(command, call);
        return { body, etag: ETag ?? '' };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    });
  }

  /** The object of an earlier attempt whose response was lost: it breaks the condition of the repeated write. */
  async function findOwn(error: unknown, key: string, body: string): Promise<StoredObject | undefined> {
    const { status, attempts } = describeFailure(error);
    if (status !== 412 || attempts === 1) return undefined;
    // The role may write the audit trail and not read it: then the caller decides.
    const stored = await get(key).catch(() => undefined);
    return stored?.body === body ? stored : undefined;
  }

  return {
    get,
    async put(key, body, condition) {
      const ifNoneMatch = condition && 'ifNoneMatch' in condition ? condition.ifNoneMatch : undefined;
      const ifMatch = condition && 'ifMatch' in condition ? condition.ifMatch : undefined;
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: 'application/json',
        ...(ifNoneMatch && { IfNoneMatch: ifNoneMatch }),
        ...(ifMatch && { IfMatch: ifMatch }),
      });
      return send(async (call) => {
        try {
          const { ETag } = await client.send(command, call);
          return { etag: ETag ?? '' };
        } catch (error) {
          // With If-Match, S3 returns 404 for an object that was deleted.
          // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
          if (ifMatch && isMissing(error)) throw gone(key, error);
          const own = await findOwn(error, key, body);
          if (own) return own;
          throw error;
        }
      });
    },
    async delete(key, condition) {
      const command = new DeleteObjectCommand({
        Bucket: bucket,
        Key: key,
        ...(condition && { IfMatch: condition.ifMatch }),
      });
      await send(async (call) => {
        try {
          await client.send(command, call);
        } catch (error) {
          if (!isMissing(error)) throw error;
          // An earlier attempt whose response was lost may have deleted it.
          if (condition && describeFailure(error).attempts === 1) throw gone(key, error);
        }
      });
    },
    async list(prefix, startAfter) {
      const keys: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const command = new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(startAfter && { StartAfter: startAfter }),
          ...(ContinuationToken && { ContinuationToken }),
        });
        const page = await send((call) => client.send(command, call));
        for (const { Key } of page.Contents ?? []) if (Key) keys.push(Key);
        ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (ContinuationToken);
      return keys;
    },
  };
}

function isMissing(error: unknown): boolean {
  return /^(NoSuchKey|NotFound)$/.test(describeFailure(error).name);
}

function gone(key: string, cause: unknown): PreconditionFailedError {
  return new PreconditionFailedError(`${key} is gone`, { cause });
}
