import { createHash } from 'node:crypto';

/** The ETag of an object that was put in one part: its MD5 in hexadecimal, quotes included, as S3 sends it. */
export function etagOf(body: Uint8Array): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

/**
 * Whether an `If-Match` or `If-None-Match` header names this ETag. S3 takes the value with or without its quotes (the
 * AWS CLI's documented examples lose them to the shell), and `*` for any object.
 */
export function matchesEtag(header: string, etag: string): boolean {
  return header === '*' || unquote(header) === unquote(etag);
}

function unquote(etag: string): string {
  return etag.replaceAll('"', '');
}
