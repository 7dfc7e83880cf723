import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { crc32 } from './crc32.ts';
import { parseEndpoint } from './endpoint.ts';
import { parseMemberKey } from './member-key.ts';
import { type Result, refuse, succeed } from './result.ts';

const PREFIX = 'genkan1_';
const CHECKSUM_LENGTH = 4;

/** Everything an extension needs to reach one deployment as one member. */
export interface SetupParts {
  /** Canonical, as `parseEndpoint` writes it. */
  readonly endpoint: string;
  /** A member key. */
  readonly key: string;
}

/**
 * One line to paste: `genkan1_` and base64url of `endpoint`, a space, the key, and a checksum. It holds the key, so it is
 * as secret as the key.
 * @throws {RangeError} when the endpoint or the key is not valid
 */
export function encodeSetupCode(parts: SetupParts): string {
  const endpoint = parseEndpoint(parts.endpoint);
  if (!endpoint.ok) throw new RangeError(`The endpoint is not valid: ${endpoint.reason}.`);
  const key = parseMemberKey(parts.key);
  if (!key.ok) throw new RangeError(`The key is not valid: ${key.reason}.`);
  const payload = new TextEncoder().encode(`${endpoint.value} ${parts.key}`);
  const code = new Uint8Array(payload.length + CHECKSUM_LENGTH);
  code.set(payload);
  new DataView(code.buffer).setUint32(payload.length, crc32(payload));
  return PREFIX + encodeBase64Url(code);
}

/**
 * Reads a setup code, white space around it aside; only exactly what `encodeSetupCode` writes is accepted. The reason
 * never repeats the text.
 */
export function parseSetupCode(text: string): Result<SetupParts> {
  const code = text.trim();
  if (!code.startsWith(PREFIX)) return refuse(`a setup code begins with ${PREFIX}`);
  const damaged = refuse('the setup code is incomplete or has a typing error; copy it again');
  const bytes = decodeBase64Url(code.slice(PREFIX.length));
  if (!bytes.ok) return damaged;
  const payload = new TextDecoder().decode(bytes.value.subarray(0, -CHECKSUM_LENGTH));
  const [endpoint = '', key = ''] = payload.split(' ');
  if (!parseEndpoint(endpoint).ok || !parseMemberKey(key).ok) return damaged;
  return encodeSetupCode({ endpoint, key }) === code ? succeed({ endpoint, key }) : damaged;
}
