import fc from 'fast-check';

/** A request with hostile or broken parts. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'PROPFIND'] as const;

/** Strings that are known to break servers. */
const NASTY = [
  '',
  ' ',
  '..',
  '../../state/writer.lock',
  '%2e%2e%2fbaseline.json',
  '%00',
  '%',
  '%zz',
  '%ff%fe',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '-1',
  '1e999',
  "'; DROP TABLE leases; --",
  '<script>alert(1)</script>',
  '$' + '{jndi:ldap://127.0.0.1/a}',
  '\u202e\u0000\ud800',
  '🏠'.repeat(50),
  'x'.repeat(5000),
];

const nasty = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

const segment = nasty.map((text) => encodeURIComponent(Buffer.from(text).toString()));
const rawSegment = fc.constantFrom('%', '%zz', '%ff%fe', '..', '.', '//', '%2e%2e%2f', '*', ';a=b', '%00');

/** Paths of the contract, near misses of them, and nonsense. */
const path = fc.oneof(
  fc.constantFrom('/v1/me', '/v1/leases', '/healthz', '/v1/leases/', '/V1/ME', '//v1/me', '/v1', '/'),
  fc.oneof(segment, rawSegment).map((id) => `/v1/leases/${id}`),
  fc
    .tuple(
      fc.constantFrom('hanako', 'taro', 'nobody'),
      fc.oneof(segment, fc.constantFrom('203.0.113.7_32', '0.0.0.0_0', '--_0')),
    )
    .map(([member, cidr]) => `/v1/leases/${member}~${cidr}`),
  fc.array(fc.oneof(segment, rawSegment), { maxLength: 4 }).map((parts) => `/${parts.join('/')}`),
  fc
    .tuple(fc.constantFrom('/v1/me', '/v1/leases'), segment)
    .map(([base, query]) => `${base}?ip=0.0.0.0/0&${query}=${query}`),
);

/** Bodies that do not match the contract; some are close to it. */
const wrongBody = fc.oneof(
  fc.constantFrom(
    'null',
    '[]',
    '"{}"',
    '0',
    '{',
    '{"minutes":0}',
    '{"minutes":-5}',
    '{"minutes":1.5}',
    '{"minutes":1e99}',
    '{"minutes":"60"}',
    '{"minutes":null}',
    '{"label":5}',
    `{"label":"${'x'.repeat(81)}"}`,
    '{"label":"a\\u0000b"}',
    '{"cidr":"0.0.0.0/0"}',
    '{"address":"8.8.8.8"}',
    '{"__proto__":{"minutes":5}}',
    '{"minutes":5,"minutes":"x"}',
    '[[[[[[[[[[[[[[[[',
    '{"a":'.repeat(2000),
  ),
  fc.json().filter(asksForSomething),
  nasty.filter(asksForSomething),
  fc.constant(`{"label":"${'x'.repeat(200_000)}"}`),
);
const bytes = fc
  .uint8Array({ minLength: 1, maxLength: 64 })
  .filter((body) => asksForSomething(new TextDecoder().decode(body)));

/** An empty body and an empty object are a plain request for the caller's own address. */
function asksForSomething(body: string): boolean {
  return !/^[ \t\r\n]*(\{[ \t\r\n]*\})?[ \t\r\n]*$/.test(body);
}

/** A header value must be Latin-1 without control characters, or the client itself refuses it. */
const headerValue = nasty.map((text) =>
  text
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, 2000)
    .trim(),
);

const strayHeaders = fc.dictionary(
  fc.constantFrom(
    'x-forwarded-for',
    'forwarded',
    'x-real-ip',
    'cf-connecting-ip',
    'x-genkan-address',
    'content-type',
    'content-encoding',
    'accept',
    'origin',
    'if-match',
    'range',
    'x-http-method-override',
    'cookie',
  ),
  fc.oneof(
    headerValue,
    fc.constantFrom(
      '0.0.0.0',
      '8.8.8.8, 203.0.113.9',
      'gzip',
      'text/plain',
      'application/json; charset=utf-7',
    ),
  ),
  { maxKeys: 4 },
);

/** Invalid keys: malformed, of an unknown member, of an existing member with a wrong secret. */
const wrongKey = fc.oneof(
  headerValue,
  headerValue.map((text) => `Bearer ${text}`),
  fc
    .tuple(
      fc.constantFrom('hanako', 'nobody', '..', '__proto__'),
      fc.uint8Array({ minLength: 0, maxLength: 40 }),
    )
    .map(([member, secret]) => `Bearer genkan_${member}.${Buffer.from(secret).toString('base64url')}`),
  fc.constant(`Basic ${Buffer.from('hanako:secret').toString('base64')}`),
);

/** Any request whose sender has no valid key. */
export const stranger: fc.Arbitrary<HostileRequest> = fc
  .record({
    method: fc.constantFrom(...METHODS),
    path,
    stray: strayHeaders,
    key: fc.option(wrongKey, { nil: undefined }),
    body: fc.option(fc.oneof(wrongBody, bytes), { nil: undefined }),
  })
  .map(({ method, path: target, stray, key, body }) =>
    assemble(method, target, { ...stray, ...(key === undefined ? {} : { authorization: key }) }, body),
  );

/** A request with a valid key that is not part of the contract. */
export function clumsyMember(authorization: string): fc.Arbitrary<HostileRequest> {
  return fc.oneof(
    fc
      .record({ stray: strayHeaders, body: fc.oneof(wrongBody, bytes) })
      .map(({ stray, body }) =>
        assemble('POST', '/v1/leases', { 'content-type': 'application/json', ...stray, authorization }, body),
      ),
    fc
      .record({ method: fc.constantFrom(...METHODS), path, stray: strayHeaders })
      .filter(({ method, path: target }) => !(method === 'POST' && /^\/v1\/leases(\?|$)/.test(target)))
      .map(({ method, path: target, stray }) =>
        assemble(method, target, { ...stray, authorization }, undefined),
      ),
  );
}

function assemble(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array | undefined,
): HostileRequest {
  const hasBody = body !== undefined && method !== 'GET' && method !== 'HEAD';
  return { method, path: target, headers, ...(hasBody ? { body } : {}) };
}
