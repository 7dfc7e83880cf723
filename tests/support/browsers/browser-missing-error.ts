/** No usable browser, and none can be installed; the message names what to install. */
export class BrowserMissingError extends Error {
  override readonly name = 'BrowserMissingError';
}
