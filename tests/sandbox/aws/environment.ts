/** What a state machine needs from outside, so that a simulation can run it in virtual time with a seeded random. */
export interface Environment {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}
