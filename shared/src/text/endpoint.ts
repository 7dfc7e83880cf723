import { type Result, refuse, succeed } from '../result.ts';
import { restorePasted, stripAround } from './pasted-text.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Why a text is not the address of a backend. */
export type EndpointProblem = 'form' | 'scheme' | 'credentials' | 'query';

const REASONS: Readonly<Record<EndpointProblem, string>> = {
  form: 'it is not an address such as https://example.com',
  scheme: 'it must begin with https://',
  credentials: 'it must not hold a user name or password',
  query: 'it must not have a query or fragment',
};

/**
 * Reads the address of a Genkan backend and writes it canonically: https (or http on this machine), lower-case host, no
 * slash at the end. Quotation marks around it, a full stop after it and full-width characters are overlooked.
 * Credentials, a query or a fragment are refused.
 */
export function parseEndpoint(text: string): Result<string> {
  const reading = read(text);
  return 'problem' in reading ? refuse(REASONS[reading.problem]) : succeed(reading.endpoint);
}

/** Why `parseEndpoint` refuses a text; `undefined` when it does not. */
export function endpointProblem(text: string): EndpointProblem | undefined {
  const reading = read(text);
  return 'problem' in reading ? reading.problem : undefined;
}

function read(text: string): { endpoint: string } | { problem: EndpointProblem } {
  const given = stripAround(restorePasted(text));
  const url = URL.parse(given);
  if (url === null) return { problem: 'form' };
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
    return { problem: 'scheme' };
  }
  if (url.username !== '' || url.password !== '') return { problem: 'credentials' };
  if (/[?#]/.test(given)) return { problem: 'query' };
  // The same characters go from the end of the path, so that what is written here is read again as itself.
  return { endpoint: `${url.origin}${url.pathname}`.replace(/['()*.,;/]+$/, '') };
}
