/** No usable browser, and no way to get one; the message says what to install. */
export class BrowserMissingError extends Error {
  override readonly name = 'BrowserMissingError';
}
