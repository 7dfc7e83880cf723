import { type Address, parseAddress } from '@genkan/shared/address';

/** `"…"`, as the `Forwarded` header quotes a node (RFC 7239, section 4); some proxies quote in `X-Forwarded-For` too. */
const QUOTED = /^"([^"]*)"$/;
/** `[…]` or `[…]:port`: only IPv6 addresses stand in brackets (RFC 3986, section 3.2.2). */
const BRACKETED = /^\[([^[\]]*:[^[\]]*)\](?::(\d+))?$/;
/** Ends in a dotted quad and a port: an IPv4 address, or an IPv6 address with a dotted end. Nothing else can follow the dots. */
const DOTTED_WITH_PORT = /^(.*\d\.\d+\.\d+\.\d+):(\d+)$/;
/** `%eth0`: means something on one machine only (RFC 4007, section 11). */
const ZONED = /^([^%]*:[^%]*)%[\w.~-]+$/;
const PORT = /^[1-9]\d{0,4}$/;

/**
 * Reads an address as sockets, load balancers and API Gateway write it: alone, with a port, in brackets, in quotes, with a
 * zone id. The one reader for every source of an observed address.
 *
 * A text with two possible meanings is not guessed: without brackets `2001:db8::1:8080` is an address (RFC 5952, section
 * 6).
 * @returns `undefined` for anything else, such as `unknown`, a name, a list or a CIDR
 */
export function readSourceAddress(text: string | undefined): Address | undefined {
  // HTTP's own white space, not JavaScript's: a no-break space is not part of any list.
  const trimmed = text?.replace(/^[ \t]+|[ \t]+$/g, '') ?? '';
  const unquoted = QUOTED.exec(trimmed)?.[1] ?? trimmed;
  const [, host = unquoted, port] = BRACKETED.exec(unquoted) ?? DOTTED_WITH_PORT.exec(unquoted) ?? [];
  if (port !== undefined && !isPort(port)) return undefined;
  const parsed = parseAddress(ZONED.exec(host)?.[1] ?? host);
  return parsed.ok ? parsed.value : undefined;
}

function isPort(text: string): boolean {
  return PORT.test(text) && Number(text) <= 65_535;
}
