import type { WireRequest } from '../wire.ts';
import type { Storage } from './storage.ts';

/** One request to S3, with the bucket and the key that its address names. */
export interface S3Call {
  readonly storage: Storage;
  readonly bucket: string;
  readonly key: string;
  readonly request: WireRequest;
}
