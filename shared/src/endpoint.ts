import { type Result, refuse, succeed } from './result.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Reads the address of a Genkan backend and writes it canonically: https (or http on this machine), lower-case host, no
 * slash at the end. Credentials, a query or a fragment are refused.
 */
export function parseEndpoint(text: string): Result<string> {
  const url = URL.parse(text.trim());
  if (url === null) return refuse('it is not an address such as https://example.com');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
    return refuse('it must begin with https://');
  }
  if (url.username !== '' || url.password !== '') return refuse('it must not hold a user name or password');
  if (/[?#]/.test(text)) return refuse('it must not have a query or fragment');
  return succeed(`${url.origin}${url.pathname}`.replace(/\/+$/, ''));
}
