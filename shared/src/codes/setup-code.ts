import { type Result, refuse, succeed } from '../result.ts';
import { parseEndpoint } from '../text/endpoint.ts';
import { restorePasted, stripAround } from '../text/pasted-text.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { crc32 } from './crc32.ts';
import { parseMemberKey } from './member-key.ts';

const VERSION = '1';
const PREFIX = `genkan${VERSION}_`;
const CHECKSUM_LENGTH = 4;

/** Longest text that is searched for a code, and most pieces that a code is put together from. */
const MAX_TEXT_LENGTH = 20_000;
const MAX_PIECES = 64;

/** Everything an extension needs to reach one deployment as one member. */
export interface SetupParts {
  /** Canonical, as `parseEndpoint` writes it. */
  readonly endpoint: string;
  /** A member key. */
  readonly key: string;
}

/** Why a text is not a setup code. */
export type SetupCodeProblem =
  | 'empty'
  /** The beginning of a code: the end is missing. */
  | 'cut_off'
  /** All of a code, with a character that is wrong. */
  | 'damaged'
  /** A code of a Genkan with another form of codes. */
  | 'other_version'
  /** A member key alone, without the endpoint. */
  | 'key'
  /** An address alone, without the key. */
  | 'endpoint'
  | 'not_a_code';

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
 * Finds the setup code in a text as people paste it: with words or quotation marks around it, broken over lines, in full
 * width. The checksum makes this safe: what is found is exactly what `encodeSetupCode` wrote. The reason never repeats
 * the text.
 */
export function parseSetupCode(text: string): Result<SetupParts> {
  const rests = codesIn(text);
  for (const rest of rests) {
    for (const candidate of candidatesIn(rest)) {
      const parts = decode(candidate);
      if (parts) return succeed(parts);
    }
  }
  return rests.length === 0
    ? refuse(`a setup code begins with ${PREFIX}`)
    : refuse('the setup code is incomplete or has a typing error; copy it again');
}

/** Why `parseSetupCode` refuses a text; `undefined` when it does not. */
export function setupCodeProblem(text: string): SetupCodeProblem | undefined {
  if (parseSetupCode(text).ok) return undefined;
  const restored = restorePasted(text.slice(0, MAX_TEXT_LENGTH));
  const [rest] = codesIn(text);
  if (rest !== undefined) return isWhole(rest) ? 'damaged' : 'cut_off';
  if (stripAround(restored) === '') return 'empty';
  if (/genkan\d+_/i.test(restored)) return 'other_version';
  if (/genkan_[a-z\d-]+\./i.test(restored)) return 'key';
  return /^\s*\S*[a-z]:\/\/\S/i.test(restored) || parseEndpoint(restored).ok ? 'endpoint' : 'not_a_code';
}

/** What follows each prefix of this version, up to the end of the text. */
function codesIn(text: string): string[] {
  const restored = restorePasted(text.slice(0, MAX_TEXT_LENGTH));
  // A mail program may break lines anywhere, and a phone's keyboard capitalises the first letter.
  const prefix = /genkan[\s=>]*(\d+)[\s=>]*_/gi;
  return [...restored.matchAll(prefix)].flatMap(({ 0: found, 1: version, index }) =>
    version === VERSION ? [restored.slice(index + found.length)] : [],
  );
}

/** The pieces of a text that is broken over lines, put together one by one; Markdown may have put `_` after the last. */
function* candidatesIn(rest: string): Generator<string> {
  let joined = '';
  for (const piece of (rest.match(/[\w-]+/g) ?? []).slice(0, MAX_PIECES)) {
    joined += piece;
    yield joined;
    // A code may end in such a character itself, so they go one by one.
    for (let bare = joined; /[-_]$/.test(bare); ) {
      bare = bare.slice(0, -1);
      yield bare;
    }
  }
}

function decode(base64Url: string): SetupParts | undefined {
  const bytes = decodeBase64Url(base64Url);
  if (!bytes.ok) return undefined;
  const payload = new TextDecoder().decode(bytes.value.subarray(0, -CHECKSUM_LENGTH));
  const [endpoint = '', key = ''] = payload.split(' ');
  if (!parseEndpoint(endpoint).ok || !parseMemberKey(key).ok) return undefined;
  return encodeSetupCode({ endpoint, key }) === PREFIX + base64Url ? { endpoint, key } : undefined;
}

/** Whether a code that cannot be read has everything a code has, so that nothing of its end is missing. */
function isWhole(rest: string): boolean {
  const joined = (rest.match(/[\w-]+/g) ?? []).slice(0, MAX_PIECES).join('');
  const readable = joined.slice(0, joined.length - (joined.length % 4 === 1 ? 1 : 0));
  const bytes = atob(readable.replaceAll('-', '+').replaceAll('_', '/'));
  const parts = /^\S+ genkan_[^.]+\.[\w-]{43}/.exec(bytes);
  return parts !== null && bytes.length >= parts[0].length + CHECKSUM_LENGTH;
}
