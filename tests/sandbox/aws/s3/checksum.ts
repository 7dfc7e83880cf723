import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../aws-error.ts';
import { notImplemented } from './s3-errors.ts';

type Digest = (body: Uint8Array) => Buffer;

const hash =
  (algorithm: string): Digest =>
  (body) =>
    createHash(algorithm).update(body).digest();

const DIGESTS: ReadonlyMap<string, Digest> = new Map([
  ['content-md5', hash('md5')],
  ['x-amz-checksum-sha1', hash('sha1')],
  ['x-amz-checksum-sha256', hash('sha256')],
  ['x-amz-checksum-crc32', crc32Digest],
]);

/** Headers that name an algorithm or a mode but carry no value of their own. */
const NOT_VALUES = new Set(['x-amz-checksum-mode', 'x-amz-checksum-algorithm', 'x-amz-checksum-type']);

/**
 * Checks every checksum that came with a body, in headers or trailers, and returns how many there were.
 * @throws {AwsError} 400 `BadDigest`, 501 for an algorithm the sandbox does not have.
 */
export function checkChecksums(body: Uint8Array, headers: Readonly<Record<string, string>>): number {
  let checked = 0;
  for (const [name, value] of Object.entries(headers)) {
    const isChecksum =
      name === 'content-md5' || (name.startsWith('x-amz-checksum-') && !NOT_VALUES.has(name));
    if (!isChecksum) continue;
    const digest = DIGESTS.get(name);
    if (digest === undefined) throw notImplemented(name);
    if (digest(body).toString('base64') !== value) {
      throw new AwsError('BadDigest', 400, 'The checksum you specified did not match what we received.');
    }
    checked += 1;
  }
  return checked;
}

/** S3's headers about an object's integrity; the SDK compares them with what it sent or read. */
export function checksumHeaders(body: Uint8Array): Record<string, string> {
  return {
    'x-amz-checksum-crc32': crc32Digest(body).toString('base64'),
    'x-amz-checksum-type': 'FULL_OBJECT',
  };
}

function crc32Digest(body: Uint8Array): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes;
}
