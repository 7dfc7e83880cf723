import { AwsError } from '../aws-error.ts';
import type { Environment } from '../environment.ts';
import { Bucket } from './bucket.ts';
import { noSuchBucket } from './s3-errors.ts';

const BUCKET_NAME = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** The buckets of one account, in memory. */
export class Storage {
  readonly #environment: Pick<Environment, 'now'>;
  readonly #buckets = new Map<string, Bucket>();

  constructor(environment: Pick<Environment, 'now'>) {
    this.#environment = environment;
  }

  /** @throws {AwsError} 400 `InvalidBucketName`. */
  createBucket(name: string): Bucket {
    if (!BUCKET_NAME.test(name)) {
      throw new AwsError('InvalidBucketName', 400, 'The specified bucket is not valid.', {
        BucketName: name,
      });
    }
    // In us-east-1, where the sandbox is, creating one's own bucket again succeeds; elsewhere it is a 409.
    const existing = this.#buckets.get(name);
    if (existing !== undefined) return existing;
    const bucket = new Bucket(name, this.#environment);
    this.#buckets.set(name, bucket);
    return bucket;
  }

  /** @throws {AwsError} 404 `NoSuchBucket`. */
  bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) throw noSuchBucket(name);
    return bucket;
  }

  /** @throws {AwsError} 404 `NoSuchBucket`, 409 `BucketNotEmpty`. */
  deleteBucket(name: string): void {
    if (this.bucket(name).size > 0) {
      throw new AwsError('BucketNotEmpty', 409, 'The bucket you tried to delete is not empty', {
        BucketName: name,
      });
    }
    this.#buckets.delete(name);
  }

  get buckets(): readonly Bucket[] {
    return [...this.#buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
