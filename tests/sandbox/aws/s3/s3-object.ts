/** An object as stored. */
export interface S3Object {
  readonly key: string;
  readonly body: Uint8Array;
  /** MD5 with its quotes. */
  readonly etag: string;
  /** Milliseconds since the epoch; on the wire S3 gives whole seconds. */
  readonly lastModified: number;
  /** `content-type` and `x-amz-meta-*`, by lower-case header name. */
  readonly headers: Readonly<Record<string, string>>;
}
