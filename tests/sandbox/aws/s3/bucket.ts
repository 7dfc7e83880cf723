import { AwsError } from '../aws-error.ts';
import type { Environment } from '../environment.ts';
import { etagOf, matchesEtag } from './etag.ts';
import { compareKeys } from './key-order.ts';
import { type Listing, type ListOptions, listPage } from './listing.ts';
import { invalidArgument, noSuchKey, notImplemented, preconditionFailed } from './s3-errors.ts';
import type { S3Object } from './s3-object.ts';

/** A write's conditions, as the headers give them. */
export interface PutOptions {
  /** S3 accepts only `*` here: the key must not exist. */
  readonly ifNoneMatch?: string | undefined;
  /** An ETag, or `*`: the key must exist (and be that object). */
  readonly ifMatch?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface ReadOptions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

const MAX_KEY_BYTES = 1024;

/**
 * One bucket in memory. Every call is synchronous, so a condition and its write are one step, as in S3; reads and lists
 * are strongly consistent. Refusals are thrown as {@link AwsError}.
 */
export class Bucket {
  readonly name: string;
  readonly createdAt: number;
  /** With a default retention (Object Lock), S3 takes no object without a checksum. */
  hasDefaultRetention = false;
  readonly #now: () => number;
  readonly #objects = new Map<string, S3Object>();
  /** The keys in S3's order, or `undefined` until the next list needs them. */
  #sortedKeys: readonly string[] | undefined = [];

  constructor(name: string, environment: Pick<Environment, 'now'>) {
    this.name = name;
    this.#now = environment.now;
    this.createdAt = environment.now();
  }

  /** Stores an object. @throws {AwsError} 412 when a condition does not hold, 404 for `ifMatch` on no object. */
  put(key: string, body: Uint8Array | string, options: PutOptions = {}): S3Object {
    const { ifMatch, ifNoneMatch, headers = {} } = options;
    if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
      throw new AwsError('KeyTooLongError', 400, 'Your key is too long', {
        MaxSizeAllowed: String(MAX_KEY_BYTES),
      });
    }
    if (key === '') throw invalidArgument('A key must not be empty');
    if (ifNoneMatch !== undefined && (ifNoneMatch !== '*' || ifMatch !== undefined)) {
      throw notImplemented('If-None-Match');
    }
    if (ifNoneMatch !== undefined && this.#objects.has(key)) throw preconditionFailed('If-None-Match');
    if (ifMatch !== undefined) this.#requireMatch(key, ifMatch);
    const bytes = typeof body === 'string' ? Buffer.from(body) : Uint8Array.from(body);
    const object = { key, body: bytes, etag: etagOf(bytes), lastModified: this.#now(), headers };
    if (!this.#objects.has(key)) this.#sortedKeys = undefined;
    this.#objects.set(key, object);
    return object;
  }

  /** Reads an object. @throws {AwsError} 404 `NoSuchKey`, 412 for `ifMatch`, 304 for `ifNoneMatch`. */
  get(key: string, options: ReadOptions = {}): S3Object {
    const object = this.#objects.get(key);
    if (object === undefined) throw noSuchKey(key);
    if (options.ifMatch !== undefined && !matchesEtag(options.ifMatch, object.etag)) {
      throw preconditionFailed('If-Match');
    }
    if (options.ifNoneMatch !== undefined && matchesEtag(options.ifNoneMatch, object.etag)) {
      throw new AwsError('NotModified', 304, 'Not Modified');
    }
    return object;
  }

  /** Deletes an object; without a condition, deleting what is not there succeeds. @throws {AwsError} 412 or 404. */
  delete(key: string, options: { readonly ifMatch?: string | undefined } = {}): void {
    if (options.ifMatch !== undefined) this.#requireMatch(key, options.ifMatch);
    if (this.#objects.delete(key)) this.#sortedKeys = undefined;
  }

  /** One page of ListObjectsV2. @throws {AwsError} 400 for a continuation token that is not ours. */
  list(options: ListOptions = {}): Listing {
    this.#sortedKeys ??= [...this.#objects.keys()].sort(compareKeys);
    return listPage(this.#sortedKeys, (key) => this.get(key), options);
  }

  get size(): number {
    return this.#objects.size;
  }

  #requireMatch(key: string, ifMatch: string): void {
    const object = this.#objects.get(key);
    if (object === undefined) throw noSuchKey(key);
    if (!matchesEtag(ifMatch, object.etag)) throw preconditionFailed('If-Match');
  }
}
