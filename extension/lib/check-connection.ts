/** The form of what a person types by hand. */
import { parseEndpoint } from '@genkan/shared/endpoint';
import { parseMemberKey } from '@genkan/shared/member-key';

/** The endpoint as it is stored; `undefined` unless it is https, or http on this computer. */
export function checkEndpoint(text: string): string | undefined {
  const endpoint = parseEndpoint(text);
  return endpoint.ok ? endpoint.value : undefined;
}

/** The key; `undefined` when it has not the form of one. */
export function checkKey(text: string): string | undefined {
  const key = text.trim();
  return parseMemberKey(key).ok ? key : undefined;
}
