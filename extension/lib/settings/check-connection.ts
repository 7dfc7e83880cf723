/** Reads what a person types or pastes by hand. */

import { parseMemberKey } from '@genkan/shared/codes/member-key';
import { parseSetupCode } from '@genkan/shared/codes/setup-code';
import { type EndpointProblem, endpointProblem, parseEndpoint } from '@genkan/shared/text/endpoint';
import { restorePasted, stripAround } from '@genkan/shared/text/pasted-text';

/** The routes of Genkan's API: an address copied from a document or a log may end in one. */
const ROUTE = /\/(v1\/(me|leases)(\/.*)?|healthz)\/?$/;
const HOST = /^[a-z\d-]+(\.[a-z\d-]+)+(:\d+)?(\/|$)/i;

export type EndpointReading = { readonly endpoint: string } | { readonly problem: EndpointProblem };

/** The endpoint as it is stored; a host alone gets `https://`, and a route of the API goes. */
export function checkEndpoint(text: string): EndpointReading {
  const given = stripAround(restorePasted(text));
  const address = HOST.test(given) ? `https://${given}` : given;
  const endpoint = parseEndpoint(address.replace(ROUTE, ''));
  if (endpoint.ok) return { endpoint: endpoint.value };
  return { problem: endpointProblem(address) ?? 'form' };
}

/** The key in a text; `undefined` when there is none. A setup code for the same endpoint does as well. */
export function checkKey(text: string, endpoint?: string): string | undefined {
  const code = parseSetupCode(text);
  if (code.ok) return code.value.endpoint === endpoint ? code.value.key : undefined;
  const [key = ''] = /genkan_[a-z\d-]+\.[\w-]+/.exec(restorePasted(text)) ?? [];
  return parseMemberKey(key).ok ? key : undefined;
}
