import { AwsError } from '../aws-error.ts';
import type { WireRequest } from '../wire.ts';

export interface S3Address {
  /** Empty for the service itself. */
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
}

/**
 * Bucket and key of a request, in path style (`/bucket/key`) or virtual-hosted style (`bucket.localhost`,
 * `bucket.s3.us-east-1.amazonaws.com`). @throws {AwsError} 400 for a path that is not percent-encoded UTF-8.
 */
export function s3Address({ host, path }: Pick<WireRequest, 'host' | 'path'>): S3Address {
  const name = host.replace(/:\d+$/, '');
  const virtual = /^(.+)\.(?:localhost|s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com)$/.exec(name)?.[1];
  const decoded = decodePath(path.slice(1));
  if (virtual !== undefined) return { bucket: virtual, key: decoded };
  const slash = decoded.indexOf('/');
  if (slash === -1) return { bucket: decoded, key: '' };
  return { bucket: decoded.slice(0, slash), key: decoded.slice(slash + 1) };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new AwsError('InvalidURI', 400, "Couldn't parse the specified URI.");
  }
}
