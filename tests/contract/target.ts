/** An S3 and IAM that the contract is checked against. */
export interface RunningTarget {
  /** For the SDK's `endpoint`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

export interface Target {
  /** Also the key into the table of known differences. */
  readonly name: 'sandbox' | 'moto';
  start(): Promise<RunningTarget>;
}
