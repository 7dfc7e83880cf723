/**
 * An error that AWS returns: a code, an HTTP status and a message. Both state machines throw it and both wire shells
 * convert it into the service's own error document.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  /** Further elements of the error document, for example S3's `Condition`. */
  readonly details: Readonly<Record<string, string>>;

  constructor(code: string, status: number, message: string, details: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }
}
