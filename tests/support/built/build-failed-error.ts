/** A part of the product could not be built; the message holds what the build printed. */
export class BuildFailedError extends Error {
  override readonly name = 'BuildFailedError';
}
