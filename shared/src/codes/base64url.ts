import { type Result, refuse, succeed } from '../result.ts';

/** Bytes as base64url (RFC 4648, section 5) without padding. */
export function encodeBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Reads base64url; only exactly what `encodeBase64Url` writes is accepted. */
export function decodeBase64Url(text: string): Result<Uint8Array> {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return refuse('it is not base64url');
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
    char.charCodeAt(0),
  );
  // The last character may contain unused bits; only zero bits are canonical.
  return encodeBase64Url(bytes) === text ? succeed(bytes) : refuse('it is not canonical base64url');
}
