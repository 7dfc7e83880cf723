import { compareKeys } from './key-order.ts';
import { invalidArgument } from './s3-errors.ts';
import type { S3Object } from './s3-object.ts';

export interface ListOptions {
  readonly prefix?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly startAfter?: string | undefined;
  readonly continuationToken?: string | undefined;
  /** At most 1000, also when the request contains more. */
  readonly maxKeys?: number | undefined;
}

/** One page. `keyCount` counts objects and common prefixes together, and so does `maxKeys`. */
export interface Listing {
  readonly objects: readonly S3Object[];
  readonly commonPrefixes: readonly string[];
  readonly keyCount: number;
  readonly maxKeys: number;
  readonly isTruncated: boolean;
  readonly nextContinuationToken?: string;
}

const PAGE_LIMIT = 1000;

/** Cuts one page of ListObjectsV2 out of keys that are already in S3's order. */
export function listPage(
  sortedKeys: readonly string[],
  read: (key: string) => S3Object,
  options: ListOptions,
): Listing {
  const { prefix = '', delimiter = '' } = options;
  const maxKeys = Math.min(options.maxKeys ?? PAGE_LIMIT, PAGE_LIMIT);
  // A continuation token wins over start-after, as in S3.
  const after =
    options.continuationToken === undefined
      ? (options.startAfter ?? '')
      : fromToken(options.continuationToken);
  const objects: S3Object[] = [];
  const commonPrefixes: string[] = [];
  let last = '';
  let isTruncated = false;
  for (let index = firstAfter(sortedKeys, after); index < sortedKeys.length; index += 1) {
    const key = sortedKeys[index];
    if (key === undefined || !key.startsWith(prefix)) continue;
    const group = commonPrefixOf(key, prefix, delimiter);
    // A group that an earlier page, or start-after, has passed already is not listed again.
    if (group !== undefined && (group === last || (after !== '' && after.startsWith(group)))) continue;
    if (objects.length + commonPrefixes.length === maxKeys) {
      isTruncated = maxKeys > 0;
      break;
    }
    if (group === undefined) objects.push(read(key));
    else commonPrefixes.push(group);
    last = group ?? key;
  }
  const keyCount = objects.length + commonPrefixes.length;
  const page = { objects, commonPrefixes, keyCount, maxKeys, isTruncated };
  return isTruncated ? { ...page, nextContinuationToken: toToken(last) } : page;
}

function commonPrefixOf(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end === -1 ? undefined : key.slice(0, end + delimiter.length);
}

/** The index of the first key behind `after`, by bisection. */
function firstAfter(sortedKeys: readonly string[], after: string): number {
  let low = 0;
  let high = sortedKeys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(sortedKeys[middle] ?? '', after) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const TOKEN_PREFIX = '1';

/** Tokens are opaque to clients; ours contain the last key or group listed. */
function toToken(last: string): string {
  return TOKEN_PREFIX + Buffer.from(last).toString('base64url');
}

function fromToken(token: string): string {
  if (!/^1[A-Za-z0-9_-]+$/.test(token)) throw invalidArgument('The continuation token provided is incorrect');
  return Buffer.from(token.slice(TOKEN_PREFIX.length), 'base64url').toString();
}
