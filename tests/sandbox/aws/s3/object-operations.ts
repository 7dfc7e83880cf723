import { AwsError } from '../aws-error.ts';
import type { WireResponse } from '../wire.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import { checkChecksums, checksumHeaders } from './checksum.ts';
import type { S3Call } from './s3-call.ts';
import type { S3Object } from './s3-object.ts';

/** PutObject: undoes the transfer encoding, checks the checksums, stores under the conditions. */
export function putObject({ storage, bucket, key, request }: S3Call): WireResponse {
  const { headers } = request;
  if (headers['content-length'] === undefined && headers['x-amz-decoded-content-length'] === undefined) {
    throw new AwsError('MissingContentLength', 411, 'You must provide the Content-Length HTTP header.');
  }
  const isChunked =
    headers['content-encoding']?.includes('aws-chunked') ||
    headers['x-amz-content-sha256']?.startsWith('STREAMING-');
  const { body, trailers } = isChunked
    ? decodeAwsChunked(request.body)
    : { body: request.body, trailers: {} };
  const announced = headers['x-amz-decoded-content-length'] ?? headers['content-length'];
  if (Number(announced) !== body.length) {
    throw new AwsError('IncompleteBody', 400, 'The request body did not have the length that was announced.');
  }
  const checksums = checkChecksums(body, { ...headers, ...trailers });
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
  if (checksums === 0 && storage.bucket(bucket).hasDefaultRetention) {
    const message =
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters';
    throw new AwsError('InvalidRequest', 400, message);
  }
  const object = storage.bucket(bucket).put(key, body, {
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
    headers: storedHeaders(headers),
  });
  const answer = { etag: object.etag, 'x-amz-server-side-encryption': 'AES256', ...checksumHeaders(body) };
  return { status: 200, headers: answer, body: '' };
}

export function getObject(call: S3Call): WireResponse {
  const object = find(call);
  const wantsChecksum = call.request.headers['x-amz-checksum-mode'] === 'ENABLED';
  const checksum = wantsChecksum ? checksumHeaders(object.body) : {};
  return { status: 200, headers: { ...objectHeaders(object), ...checksum }, body: object.body };
}

export function headObject(call: S3Call): WireResponse {
  const object = find(call);
  const headers = { ...objectHeaders(object), 'content-length': String(object.body.length) };
  return { status: 200, headers, body: '' };
}

function find({ storage, bucket, key, request: { headers } }: S3Call): S3Object {
  return storage
    .bucket(bucket)
    .get(key, { ifMatch: headers['if-match'], ifNoneMatch: headers['if-none-match'] });
}

function objectHeaders(object: S3Object): Record<string, string> {
  return {
    'content-type': 'binary/octet-stream',
    ...object.headers,
    etag: object.etag,
    'last-modified': new Date(object.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
    'x-amz-server-side-encryption': 'AES256',
  };
}

function storedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name === 'content-type' || name.startsWith('x-amz-meta-')),
  );
}
