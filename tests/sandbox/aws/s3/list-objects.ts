import type { XmlElements } from '../xml.ts';
import type { Bucket } from './bucket.ts';
import { invalidArgument } from './s3-errors.ts';

/** The result of ListObjectsV2, the content of `ListBucketResult`. @throws {AwsError} 400 `InvalidArgument`. */
export function listObjects(bucket: Bucket, query: URLSearchParams): XmlElements {
  const option = (name: string) => query.get(name) ?? undefined;
  if (option('list-type') !== '2') throw invalidArgument('Invalid List Type specified in Request');
  const encode = encoder(option('encoding-type'));
  const optionalEncode = (text: string | undefined) => (text === undefined ? undefined : encode(text));
  const page = bucket.list({
    prefix: option('prefix'),
    delimiter: option('delimiter'),
    startAfter: option('start-after'),
    continuationToken: option('continuation-token'),
    maxKeys: maxKeys(option('max-keys')),
  });
  return {
    Name: bucket.name,
    Prefix: encode(option('prefix') ?? ''),
    Delimiter: optionalEncode(option('delimiter')),
    StartAfter: optionalEncode(option('start-after')),
    ContinuationToken: option('continuation-token'),
    NextContinuationToken: page.nextContinuationToken,
    EncodingType: option('encoding-type'),
    KeyCount: page.keyCount,
    MaxKeys: page.maxKeys,
    IsTruncated: page.isTruncated,
    Contents: page.objects.map((object) => ({
      Key: encode(object.key),
      LastModified: `${new Date(object.lastModified).toISOString().slice(0, 19)}.000Z`,
      ETag: object.etag,
      Size: object.body.length,
      StorageClass: 'STANDARD',
    })),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
}

function maxKeys(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text))
    throw invalidArgument('Provided max-keys not an integer or within integer range');
  return Number(text);
}

function encoder(type: string | undefined): (text: string) => string {
  if (type === undefined) return (text) => text;
  if (type !== 'url') throw invalidArgument('Invalid Encoding Method specified in Request');
  // S3 leaves slashes readable.
  return (text) => encodeURIComponent(text).replaceAll('%2F', '/');
}
