/** A promise that was not kept, when, and how a person would say it. */
export interface Violation {
  readonly promise: string;
  readonly time: number;
  readonly text: string;
}
