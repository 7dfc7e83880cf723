import type { WireResponse } from '../wire.ts';
import { xmlDocument } from '../xml.ts';
import { listObjects } from './list-objects.ts';
import { getObject, headObject, putObject } from './object-operations.ts';
import type { S3Call } from './s3-call.ts';
import { noObjectLock } from './s3-errors.ts';

export const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** How an operation is recognised, and what it does. A request that no row names gets 501. */
export interface S3Operation {
  readonly name: string;
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** The query parameter that selects it. */
  readonly subresource?: string;
  /** Further query parameters of the operation. */
  readonly parameters?: readonly string[];
  /** The conditional headers of the operation. */
  readonly conditions?: readonly string[];
  run(call: S3Call): WireResponse;
}

export const SERVICE_OPERATIONS: readonly S3Operation[] = [
  {
    name: 'ListBuckets',
    method: 'GET',
    parameters: ['max-buckets', 'prefix'],
    run: ({ storage }) => {
      const buckets = storage.buckets.map(({ name, createdAt }) => ({
        Name: name,
        CreationDate: new Date(createdAt).toISOString(),
      }));
      return xml('ListAllMyBucketsResult', { Owner: { ID: 'sandbox' }, Buckets: { Bucket: buckets } });
    },
  },
];

export const BUCKET_OPERATIONS: readonly S3Operation[] = [
  {
    name: 'CreateBucket',
    method: 'PUT',
    run: ({ storage, bucket }) => {
      storage.createBucket(bucket);
      return { status: 200, headers: { location: `/${bucket}` }, body: '' };
    },
  },
  {
    name: 'HeadBucket',
    method: 'HEAD',
    run: ({ storage, bucket }) => {
      storage.bucket(bucket);
      return { status: 200, headers: { 'x-amz-bucket-region': 'us-east-1' }, body: '' };
    },
  },
  {
    name: 'DeleteBucket',
    method: 'DELETE',
    run: ({ storage, bucket }) => {
      storage.deleteBucket(bucket);
      return { status: 204, headers: {}, body: '' };
    },
  },
  {
    name: 'GetBucketLocation',
    method: 'GET',
    subresource: 'location',
    run: ({ storage, bucket }) => {
      storage.bucket(bucket);
      // us-east-1 is the empty location.
      return xml('LocationConstraint', {});
    },
  },
  {
    name: 'GetObjectLockConfiguration',
    method: 'GET',
    subresource: 'object-lock',
    run: ({ storage, bucket }) => {
      // CreateBucket takes no Object Lock here, so no bucket has one.
      storage.bucket(bucket);
      throw noObjectLock(bucket);
    },
  },
  {
    name: 'ListObjectsV2',
    method: 'GET',
    subresource: 'list-type',
    parameters: [
      'prefix',
      'delimiter',
      'start-after',
      'continuation-token',
      'max-keys',
      'encoding-type',
      'fetch-owner',
    ],
    run: ({ storage, bucket, request }) =>
      xml('ListBucketResult', listObjects(storage.bucket(bucket), request.query)),
  },
];

export const OBJECT_OPERATIONS: readonly S3Operation[] = [
  { name: 'PutObject', method: 'PUT', conditions: ['if-match', 'if-none-match'], run: putObject },
  { name: 'GetObject', method: 'GET', conditions: ['if-match', 'if-none-match'], run: getObject },
  { name: 'HeadObject', method: 'HEAD', conditions: ['if-match', 'if-none-match'], run: headObject },
  {
    name: 'DeleteObject',
    method: 'DELETE',
    conditions: ['if-match'],
    run: ({ storage, bucket, key, request }) => {
      storage.bucket(bucket).delete(key, { ifMatch: request.headers['if-match'] });
      return { status: 204, headers: {}, body: '' };
    },
  },
];

function xml(root: string, content: Parameters<typeof xmlDocument>[1]): WireResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument(root, content, S3_NAMESPACE),
  };
}
