/**
 * Replaces every match of a pattern in the SDK's source.
 * @param what the part of the source, for the error
 * @throws {Error} when nothing matches: the SDK's source has changed, and the bundle would change without an error
 */
export function replaceAll(text: string, pattern: RegExp, replacement: string, what: string): string {
  const replaced = text.replace(pattern, replacement);
  if (replaced === text) {
    throw new Error(`lean-sdk: ${what} has changed. Adapt backend/lean-sdk to the SDK's new source.`);
  }
  return replaced;
}
