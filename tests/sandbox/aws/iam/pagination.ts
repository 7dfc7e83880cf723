import { validationError } from './iam-errors.ts';

export interface PageRequest {
  readonly marker?: string | undefined;
  /** 1 to 1000; IAM's default is 100. */
  readonly maxItems?: number | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly isTruncated: boolean;
  /** Present when there is more; opaque to clients. */
  readonly marker?: string;
}

/** Cuts one page out of a list as IAM's list operations do. @throws {AwsError} `ValidationError` 400. */
export function paginate<Item>(all: readonly Item[], { marker, maxItems = 100 }: PageRequest): Page<Item> {
  if (!Number.isInteger(maxItems) || maxItems < 1 || maxItems > 1000) {
    throw validationError("1 validation error detected: Value at 'maxItems' must be between 1 and 1000");
  }
  const start = marker === undefined ? 0 : fromMarker(marker);
  const items = all.slice(start, start + maxItems);
  const next = start + items.length;
  return next < all.length
    ? { items, isTruncated: true, marker: toMarker(next) }
    : { items, isTruncated: false };
}

function toMarker(offset: number): string {
  return Buffer.from(`offset:${offset}`).toString('base64url');
}

function fromMarker(marker: string): number {
  const match = /^offset:(\d+)$/.exec(Buffer.from(marker, 'base64url').toString());
  if (match === null) throw validationError('Invalid Marker.');
  return Number(match[1]);
}
