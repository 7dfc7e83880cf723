import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  type ObjectStore,
  PreconditionFailedError,
  type StoredObject,
  type WriteCondition,
} from '../runtime/ports.ts';
import { callAws, callOptions } from './call.ts';
import type { AwsOptions } from './client-options.ts';
import { describeFailure } from './errors.ts';

interface BucketClient {
  readonly client: S3Client;
  readonly bucket: string;
}

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
  const s3: BucketClient = { client, bucket };
  return {
    get: (key) => getObject(s3, key),
    put: (key, body, condition) => putObject(s3, key, body, condition),
    delete: (key, condition) => deleteObject(s3, key, condition),
    list: (prefix, startAfter) => listKeys(s3, prefix, startAfter),
  };
}

async function callS3<T>(call: Parameters<typeof callAws<T>>[1]): Promise<T> {
  // S3 responds faster than IAM: a call to IAM that starts at the same time is sent first.
  await new Promise((resolve) => setImmediate(resolve));
  return callAws('s3', call);
}

async function getObject({ client, bucket }: BucketClient, key: string): Promise<StoredObject | undefined> {
  const command = new GetObjectCommand({ Bucket: bucket, Key: key });
  let body = '';
  // The SDK returns the body as a stream, after which it does not retry. The body is read within the SDK's attempt, so that
  // a body that breaks off is requested again.
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      body = (await result.output.Body?.transformToString()) ?? '';
      return result;
    },
    { step: 'finalizeRequest', priority: 'low', name: 'readBodyMiddleware' },
  );
  return callS3(async (call) => {
    try {
      const { ETag } = await client.send(command, call);
      return { body, etag: ETag ?? '' };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  });
}

async function putObject(
  s3: BucketClient,
  key: string,
  body: string,
  condition?: WriteCondition,
): Promise<{ readonly etag: string }> {
  const ifNoneMatch = condition && 'ifNoneMatch' in condition ? condition.ifNoneMatch : undefined;
  const ifMatch = condition && 'ifMatch' in condition ? condition.ifMatch : undefined;
  const command = new PutObjectCommand({
    Bucket: s3.bucket,
    Key: key,
    Body: body,
    ContentType: 'application/json',
    ...(ifNoneMatch && { IfNoneMatch: ifNoneMatch }),
    ...(ifMatch && { IfMatch: ifMatch }),
  });
  return callS3(async (call) => {
    try {
      const { ETag } = await s3.client.send(command, call);
      return { etag: ETag ?? '' };
    } catch (error) {
      // With If-Match, S3 returns 404 for an object that was deleted.
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
      if (ifMatch && isMissing(error)) throw gone(key, error);
      const own = await findOwn(s3, error, key, body);
      if (own) return own;
      throw error;
    }
  });
}

/** The object of an earlier attempt whose response was lost: it breaks the condition of the repeated write. */
async function findOwn(
  s3: BucketClient,
  error: unknown,
  key: string,
  body: string,
): Promise<StoredObject | undefined> {
  const { status, attempts } = describeFailure(error);
  if (status !== 412 || attempts === 1) return undefined;
  // The role may write audit events and not read them: then the caller decides.
  const stored = await getObject(s3, key).catch(() => undefined);
  return stored?.body === body ? stored : undefined;
}

async function deleteObject(
  { client, bucket }: BucketClient,
  key: string,
  condition?: { readonly ifMatch: string },
): Promise<void> {
  const command = new DeleteObjectCommand({
    Bucket: bucket,
    Key: key,
    ...(condition && { IfMatch: condition.ifMatch }),
  });
  await callS3(async (call) => {
    try {
      await client.send(command, call);
    } catch (error) {
      if (!isMissing(error)) throw error;
      // An earlier attempt whose response was lost may have deleted it.
      if (condition && describeFailure(error).attempts === 1) throw gone(key, error);
    }
  });
}

async function listKeys(
  { client, bucket }: BucketClient,
  prefix: string,
  startAfter?: string,
): Promise<readonly string[]> {
  const keys: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      ...(startAfter && { StartAfter: startAfter }),
      ...(ContinuationToken && { ContinuationToken }),
    });
    const page = await callS3((call) => client.send(command, call));
    for (const { Key } of page.Contents ?? []) if (Key) keys.push(Key);
    ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (ContinuationToken);
  return keys;
}

function isMissing(error: unknown): boolean {
  return /^(NoSuchKey|NotFound)$/.test(describeFailure(error).name);
}

function gone(key: string, cause: unknown): PreconditionFailedError {
  return new PreconditionFailedError(`${key} is gone`, { cause });
}
