/**
 * Replaces every match of a pattern in the SDK's source.
 * @param what the part of the source, for the error
 * @throws {Error} when nothing matches: the SDK has changed its shape, and the bundle would silently be another one
 */
export function replaceAll(text: string, pattern: RegExp, replacement: string, what: string): string {
  const replaced = text.replace(pattern, replacement);
  if (replaced === text) {
    throw new Error(`lean-sdk: ${what} is not as it was. Adapt backend/lean-sdk to the SDK's new shape.`);
  }
  return replaced;
}
