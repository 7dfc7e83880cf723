/** The result of an operation that can be refused: a value, or the reason in words. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

/** The operation succeeded with `value`. */
export function succeed<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** The operation was refused; `reason` is a phrase that a person can read, without a full stop. */
export function refuse(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
