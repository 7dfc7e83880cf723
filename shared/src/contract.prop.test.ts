import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  createLeaseRequestSchema,
  createLeaseResponseSchema,
  healthResponseSchema,
  instantSchema,
  listLeasesResponseSchema,
  meResponseSchema,
  PROBLEM_TYPE_PREFIX,
  PROBLEMS,
  problemSchema,
} from './contract.ts';
import { MAX_LABEL_LENGTH } from './text/limits.ts';
import { oneLine } from './text/readable-text.ts';

const instant = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc.stringMatching(/^[!-~]{1,60}$/);
const accountId = fc.stringMatching(/^\d{12}$/);
const address = fc.oneof(fc.ipV4(), fc.ipV6());
const cidr = fc.oneof(
  fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([block, prefix]) => `${block}/${prefix}`),
  fc.tuple(fc.ipV6(), fc.integer({ min: 96, max: 128 })).map(([block, prefix]) => `${block}/${prefix}`),
);
const url = fc.webUrl({ validSchemes: ['https'] });
const label = fc
  .string({ maxLength: MAX_LABEL_LENGTH, unit: 'grapheme' })
  .map((value) => oneLine(value, MAX_LABEL_LENGTH));
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Leaves out what is `undefined`, as JSON does. */
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const lease = fc.record({ id: text, cidr, grantedAt: instant, endsAt: instant, label: some(label) });
const policy = fc.record({
  arn: fc
    .tuple(accountId, fc.stringMatching(/^[\w+=,.@/-]{1,128}$/))
    .map(([account, name]) => `arn:aws:iam::${account}:policy/${name}`),
  version: fc.nat({ max: 99_999 }).map((version) => `v${version}`),
});
const access = fc.oneof(
  fc.record({
    allowed: fc.constant(true),
    by: fc.constantFrom('baseline', 'lease', 'manual'),
    entry: cidr,
    until: some(instant),
  }),
  fc.record({ allowed: fc.constant(false) }),
);
const code = fc.constantFrom(...Object.keys(PROBLEMS));

const MESSAGES = [
  [
    'GET /v1/me',
    meResponseSchema,
    fc.record({
      member: fc.record({ id: text, name: text }),
      address,
      cidr,
      access,
      lease: some(lease),
      policy,
      accountId,
      nextReset: instant,
      timeZone: text,
      endpoints: fc.record({ ipv4: some(url), dualStack: some(url) }),
      limits: fc.record({ maxMinutes: fc.nat(), maxLeases: fc.nat() }),
      now: instant,
    }),
  ],
  [
    'POST /v1/leases, request',
    createLeaseRequestSchema,
    fc.record({ minutes: some(fc.integer({ min: 1, max: 525_600 })), label: some(label) }),
  ],
  [
    'POST /v1/leases, response',
    createLeaseResponseSchema,
    fc.oneof(
      fc.record({ outcome: fc.constantFrom('granted', 'renewed'), lease, policy }),
      fc.record({ outcome: fc.constant('covered'), entry: cidr, policy }),
    ),
  ],
  ['GET /v1/leases', listLeasesResponseSchema, fc.record({ leases: fc.array(lease, { maxLength: 3 }) })],
  ['GET /healthz', healthResponseSchema, fc.record({ status: fc.constant('ok'), version: text })],
  [
    'a problem',
    problemSchema,
    fc.record({
      type: code.map((name) => PROBLEM_TYPE_PREFIX + name),
      code,
      title: text,
      status: fc.integer({ min: 400, max: 599 }),
      detail: text,
      requestId: text,
      retryAt: some(instant),
    }),
  ],
] as const;

test.each(MESSAGES)('%s comes out as it went in', (_, schema, arbitrary) => {
  fc.assert(
    fc.property(arbitrary as fc.Arbitrary<unknown>, (value) => {
      const sent = overTheWire(value);
      expect(v.parse(schema, sent)).toEqual(sent);
    }),
  );
});

test.each(MESSAGES.filter(([, schema]) => schema !== createLeaseRequestSchema))(
  '%s without one of its required parts is refused',
  (_, schema, arbitrary) => {
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<object>, fc.nat(), (value, pick) => {
        const optional = new Set(['lease', 'until', 'label', 'minutes', 'retryAt']);
        const keys = Object.keys(value).filter((key) => !optional.has(key));
        fc.pre(keys.length > 0);
        const missing = keys[pick % keys.length];
        const sent = overTheWire({ ...value, [missing ?? '']: undefined });
        expect(v.safeParse(schema, sent).success).toBe(false);
      }),
    );
  },
);

test.each([
  {},
  { minutes: 1 },
  { minutes: 525_600 },
  { label: '' },
  { label: 'あ'.repeat(MAX_LABEL_LENGTH) },
])('%j is a request', (body) => {
  expect(v.parse(createLeaseRequestSchema, body)).toEqual(body);
});

test.each([
  { minutes: 0 },
  { minutes: 525_601 },
  { minutes: 1.5 },
  { minutes: '60' },
  { minutes: null },
  { label: 'a'.repeat(MAX_LABEL_LENGTH + 1) },
  { label: 'a\nb' },
  { label: 'a\u0000' },
  { cidr: '0.0.0.0/0' },
  { address: '203.0.113.7' },
  { toString: 1 },
  JSON.parse('{"__proto__":{"minutes":5}}'),
  null,
  'minutes=60',
])('%j is no request', (body) => {
  expect(v.safeParse(createLeaseRequestSchema, body).success).toBe(false);
});

test('a list is no request, not even an empty one', () => {
  expect(v.safeParse(createLeaseRequestSchema, []).success).toBe(false);
});

test('white space around a label is dropped', () => {
  expect(v.parse(createLeaseRequestSchema, { label: '  home ' })).toEqual({ label: 'home' });
});

test.each(['', '2026-11-23', '2026-11-23T15:00:00', 'now', '1700000000000'])('%j is no instant', (value) => {
  expect(v.safeParse(instantSchema, value).success).toBe(false);
});

const ME = {
  member: { id: 'hanako', name: 'Hanako' },
  address: '203.0.113.7',
  cidr: '203.0.113.7/32',
  access: { allowed: false },
  policy: { arn: 'arn:aws:iam::123456789012:policy/OfficeOnly', version: 'v2' },
  accountId: '123456789012',
  nextReset: '2026-11-23T15:00:00.000Z',
  timeZone: 'Asia/Tokyo',
  endpoints: {},
  limits: { maxMinutes: 720, maxLeases: 6 },
  now: '2026-11-23T03:00:00.000Z',
};

test.each([
  { address: '203.0.113.7 (click here)' },
  { address: 'localhost' },
  { cidr: '203.0.113.7/33' },
  { accountId: '12345' },
  { accountId: '123456789012\n' },
  { policy: { arn: 'OfficeOnly', version: 'v2' } },
  { policy: { arn: 'arn:aws:iam::123456789012:policy/a b', version: 'v2' } },
  { policy: { arn: 'arn:aws:iam::123456789012:policy/a\u202eb', version: 'v2' } },
  { policy: { arn: ME.policy.arn, version: 'latest' } },
  { access: { allowed: true, by: 'lease', entry: 'everywhere' } },
])('a response with %j is not one of Genkan', (wrong) => {
  expect(v.is(meResponseSchema, ME)).toBe(true);
  expect(v.is(meResponseSchema, { ...ME, ...wrong })).toBe(false);
});

test('a name is one line, capped, without characters that are not seen', () => {
  const name = `Hana\u202eko\n${'x'.repeat(200)}`;
  const { member } = v.parse(meResponseSchema, { ...ME, member: { id: 'hanako', name } });
  expect(member.name).toBe(`Hanako ${'x'.repeat(72)}…`);
});
