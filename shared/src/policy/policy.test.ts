import { describe, expect, test } from 'vitest';
import { ipPolicy } from '../../testing/given.ts';
import { diffPolicies, MAX_POLICY_SIZE, policySize, readPolicy } from '../policy.ts';

const OFFICE = '192.0.2.0/24';
const UNFENCED = 'no Deny statement tests aws:SourceIp with NotIpAddress';

function policy(...statements: readonly unknown[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** An allowlist as a statement. */
function deny(entries: unknown, rest: object = {}, operator = 'NotIpAddress', key = 'aws:SourceIp') {
  return {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { [operator]: { [key]: entries } },
    ...rest,
  };
}

describe('reading', () => {
  test('an allowlist is returned with its statement, operator, key and entries', () => {
    const document = policy(
      { Effect: 'Allow', Action: '*' },
      deny([OFFICE, '203.0.113.7'], { Sid: 'Office' }),
    );
    expect(readPolicy(document)).toEqual({
      ok: true,
      policy: {
        document,
        allowlists: [
          {
            statement: 2,
            sid: 'Office',
            operator: 'NotIpAddress',
            key: 'aws:SourceIp',
            entries: [OFFICE, '203.0.113.7'],
          },
        ],
      },
    });
  });

  test('an allowlist without Sid has none', () => {
    expect(readPolicy(policy(deny(OFFICE)))).toEqual({
      ok: true,
      policy: {
        document: policy(deny(OFFICE)),
        allowlists: [{ statement: 1, operator: 'NotIpAddress', key: 'aws:SourceIp', entries: [OFFICE] }],
      },
    });
  });

  test.each([
    'NotIpAddress',
    'notipaddress',
    'NotIpAddressIfExists',
    'ForAnyValue:NotIpAddress',
    'ForAllValues:NotIpAddress',
    'forallvalues:NOTIPADDRESSIFEXISTS',
  ])('%s allowlists', (operator) => {
    const reading = readPolicy(policy(deny(OFFICE, {}, operator, 'AWS:sourceip')));
    expect(reading).toMatchObject({ ok: true, policy: { allowlists: [{ operator, key: 'AWS:sourceip' }] } });
  });

  test.each([
    'IpAddress',
    'StringNotLike',
    'NotIpAddressIfExistsNot',
    'XNotIpAddress',
    'ForAllValues:ForAnyValue:NotIpAddress',
    'ForSomeValues:NotIpAddress',
  ])('%s is no allowlist', (operator) => {
    expect(readPolicy(policy(deny(OFFICE, {}, operator)))).toEqual({
      ok: false,
      code: 'no_allowlist',
      reason: UNFENCED,
    });
  });

  test.each(['aws:VpcSourceIp', 'aws:SourceIpX', 'xaws:SourceIp', 'SourceIp'])(
    '%s is no allowlist',
    (key) => {
      expect(readPolicy(policy(deny(OFFICE, {}, 'NotIpAddress', key)))).toMatchObject({
        code: 'no_allowlist',
      });
    },
  );

  test.each([
    ['a list of conditions', { Condition: [{ NotIpAddress: { 'aws:SourceIp': OFFICE } }] }],
    ['an operator without keys', { Condition: { NotIpAddress: OFFICE } }],
    ['an operator with a list of keys', { Condition: { NotIpAddress: [{ 'aws:SourceIp': OFFICE }] } }],
    ['no condition', { Condition: undefined }],
  ])('%s is no allowlist', (_, rest) => {
    expect(readPolicy(policy(deny(OFFICE, rest)))).toMatchObject({ code: 'no_allowlist' });
  });

  test('a Sid that is no text is no Sid', () => {
    expect(readPolicy(policy(deny(OFFICE, { Sid: 5 })), { sids: ['5'] })).toMatchObject({
      code: 'no_allowlist',
    });
    const reading = readPolicy(policy(deny(OFFICE, { Sid: 5 })));
    expect(reading.ok && reading.policy.allowlists[0]).not.toHaveProperty('sid');
  });

  test.each([
    ['Effect', 'effect'],
    ['Sid', 'SID'],
    ['Condition', 'condition'],
  ])('IAM reads %s only, not %s', (right, wrong) => {
    const statement = { Effect: 'Deny', Sid: 'x', Condition: {} };
    const document = policy(deny(OFFICE), JSON.parse(JSON.stringify(statement).replace(right, wrong)));
    expect(readPolicy(document)).toEqual({
      ok: false,
      code: 'malformed',
      reason: `statement 2 has "${wrong}" where IAM reads only "${right}"`,
    });
  });

  test('other elements may have any name', () => {
    expect(readPolicy(policy(deny(OFFICE, { ACTION: 's3:*', sidecar: 1 }))).ok).toBe(true);
  });

  test('the wanted Sids', () => {
    const document = policy(deny(OFFICE, { Sid: 'One' }), deny(OFFICE, { Sid: 'Two' }), deny(OFFICE));
    const numbers = (sids?: readonly string[]) => {
      const reading = readPolicy(document, { sids });
      return reading.ok ? reading.policy.allowlists.map(({ statement }) => statement) : reading.reason;
    };
    expect(numbers()).toEqual([1, 2, 3]);
    expect(numbers([])).toEqual([1, 2, 3]);
    expect(numbers(['Two'])).toEqual([2]);
    expect(numbers(['Two', 'One'])).toEqual([1, 2]);
    expect(numbers(['Two', 'Three'])).toBe(
      'no Deny statement with the Sid "Three" tests aws:SourceIp with NotIpAddress',
    );
  });

  test('the largest text IAM reads', () => {
    const document = ipPolicy(OFFICE);
    const padded = document + ' '.repeat(131_072 - document.length);
    expect(readPolicy(padded).ok).toBe(true);
    const reading = readPolicy(`${padded} `);
    expect(reading.ok || reading.reason).toBe('it is longer than the 131072 characters that IAM reads');
  });

  test.each([
    ['\u00ff', true],
    ['\u00a0', true],
    ['\u007f', true],
    ['\u0100', 'it holds the character U+0100, which IAM does not accept'],
    ['玄', 'it holds the character U+7384, which IAM does not accept'],
    ['\u0000', 'it holds the character U+0000, which IAM does not accept'],
    ['\u000c', 'it holds the character U+000C, which IAM does not accept'],
  ])('the character %j', (character, expected) => {
    const reading = readPolicy(`${policy(deny(OFFICE)).slice(0, -1)},"Id":"${character}"}`);
    expect(reading.ok || reading.reason).toBe(expected);
  });

  test('nesting has an end', () => {
    const nested = (depth: number) =>
      policy(deny(OFFICE, { Extra: 0 })).replace(':0', `:${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(readPolicy(nested(29)).ok).toBe(true);
    expect(readPolicy(nested(30))).toEqual({
      ok: false,
      code: 'malformed',
      reason: 'it is nested too deeply',
    });
    expect(readPolicy('{"a":'.repeat(20_000))).toMatchObject({ reason: 'it is nested too deeply' });
    expect(readPolicy(policy(deny(OFFICE, { Extra: '[{'.repeat(50) }))).ok).toBe(true);
    expect(readPolicy(policy(deny(OFFICE, { Extra: '"\\"[{'.repeat(50) }))).ok).toBe(true);
    expect(readPolicy(policy(deny(OFFICE, { Extra: `""${'['.repeat(50)}` }))).ok).toBe(true);
    expect(readPolicy(policy(deny(OFFICE, { Extra: Array.from({ length: 50 }, () => [{}]) }))).ok).toBe(true);
  });

  test.each([
    ['', 1],
    ['   ', 1],
    ['{\n\n,}', 3],
    ['{"Statement":[],}', 1],
    ['{"Statement":[]} x', 1],
    ["{'Statement':[]}", 1],
    ['{"Statement":[]\n', 2],
    ['// x\n{}', 1],
    [`"${'['.repeat(50)}`, 1],
  ])('%j is not JSON (line %d)', (text, line) => {
    expect(readPolicy(text)).toEqual({
      ok: false,
      code: 'malformed',
      reason: `it is not JSON (line ${line})`,
    });
  });

  test.each([
    '[]',
    '"Statement"',
    'null',
    '7',
    '{"statement":[]}',
    '{"Statement":7}',
    '{"Statement":[{},7]}',
  ])('%s is not a policy', (text) => {
    expect(readPolicy(text)).toEqual({
      ok: false,
      code: 'malformed',
      reason: 'it has no Statement, so it is not a policy',
    });
  });

  test.each([
    ['at the top', `{"Version":"1","Version":"2","Statement":[${JSON.stringify(deny(OFFICE))}]}`, 'Version'],
    ['in a statement', policy(deny(OFFICE)).replace('"Action"', '"Resource"'), 'Resource'],
    ['in a list', policy(deny(OFFICE, { X: [1, [{ a: 1, b: 2 }]] })).replace('"b"', '"a"'), 'a'],
    ['written differently', policy(deny(OFFICE)).replace('"Action"', '"\\u0052esource"'), 'Resource'],
    ['deep inside', policy(deny(OFFICE, { X: { y: { a: 1, b: 2 } } })).replace('"b"', '"a"'), 'a'],
  ])('a key twice %s', (_, document, key) => {
    expect(readPolicy(document)).toEqual({
      ok: false,
      code: 'unsupported',
      reason: `it holds the key "${key}" twice in one object, which IAM refuses`,
    });
  });

  test('the same key in different objects is fine', () => {
    expect(readPolicy(policy(deny(OFFICE, { X: [{ a: 1 }, { a: 1 }], Y: { Y: { Y: 1 } } }))).ok).toBe(true);
  });
});

describe('size', () => {
  test('white space does not count, inside strings either; a no-break space does', () => {
    expect(policySize('')).toBe(0);
    expect(policySize(' \t\r\n')).toBe(0);
    expect(policySize('{ "a":\t"b c"\r\n}')).toBe(10);
    expect(policySize('"\u00a0ÿ"')).toBe(4);
    expect(MAX_POLICY_SIZE).toBe(6144);
  });
});

describe('differences in words', () => {
  const none = { added: [], removed: [], other: [], same: true };
  const two = (one: unknown, other: unknown) =>
    policy(deny(one, { Sid: 'One' }), deny(other, { Sid: 'Two' }));

  test.each([
    ['nothing', ipPolicy(OFFICE), ipPolicy(OFFICE), none],
    ['a list instead of a string', ipPolicy(OFFICE), ipPolicy([OFFICE]), none],
    ['another spelling', ipPolicy('192.0.2.7'), ipPolicy(['192.0.2.7/32']), none],
    [
      'another order of addresses',
      ipPolicy(['192.0.2.1', '192.0.2.2']),
      ipPolicy(['192.0.2.2', '192.0.2.1']),
      none,
    ],
    [
      'an address',
      ipPolicy(OFFICE),
      ipPolicy([OFFICE, '203.0.113.7']),
      { ...none, added: ['203.0.113.7'], same: false },
    ],
    [
      'one less',
      ipPolicy([OFFICE, 'FD00::1']),
      ipPolicy([OFFICE]),
      { ...none, removed: ['FD00::1'], same: false },
    ],
    [
      'an address twice',
      ipPolicy(OFFICE),
      ipPolicy([OFFICE, '203.0.113.7', '203.0.113.7/32']),
      { ...none, added: ['203.0.113.7'], same: false },
    ],
    [
      'one in every allowlist',
      two(OFFICE, OFFICE),
      two([OFFICE, '203.0.113.7'], [OFFICE, '203.0.113.7/32']),
      { ...none, added: ['203.0.113.7'], same: false },
    ],
    [
      'one in one allowlist of two',
      two(OFFICE, [OFFICE, '192.0.3.1']),
      two(OFFICE, [OFFICE, '203.0.113.7']),
      { added: ['203.0.113.7 (statement 2)'], removed: ['192.0.3.1 (statement 2)'], other: [], same: false },
    ],
    [
      'one in two allowlists of three',
      policy(deny(OFFICE, { Sid: 'One' }), deny(OFFICE, { Sid: 'Two' }), deny(OFFICE, { Sid: 'Three' })),
      policy(
        deny([OFFICE, '203.0.113.7'], { Sid: 'One' }),
        deny(OFFICE, { Sid: 'Two' }),
        deny([OFFICE, '203.0.113.7'], { Sid: 'Three' }),
      ),
      { ...none, added: ['203.0.113.7 (statement 1, statement 3)'], same: false },
    ],
    [
      'a new allowlist',
      policy(deny(OFFICE, { Sid: 'One' })),
      policy(deny('203.0.113.7', { Sid: 'Two' }), deny(OFFICE, { Sid: 'One' })),
      {
        added: ['203.0.113.7 (statement 1)'],
        removed: [],
        other: [
          'statement 1 is new: { "Action": "*", "Condition": { "NotIpAddress": { "aws:SourceIp": […] } }, "Effect": "Deny", "Resource": "*", "Sid": "Two" }',
        ],
        same: false,
      },
    ],
    [
      'a statement less',
      policy(deny(OFFICE), { Effect: 'Allow', Action: 's3:*' }),
      policy(deny(OFFICE)),
      {
        ...none,
        other: ['statement 2 is gone; it was { "Action": "s3:*", "Effect": "Allow" }'],
        same: false,
      },
    ],
    [
      'statements in another order',
      policy(deny(OFFICE), { Effect: 'Allow', Action: 's3:*' }),
      policy({ Action: 's3:*', Effect: 'Allow' }, deny([OFFICE])),
      none,
    ],
    [
      'statements with an empty Sid in another order',
      policy(deny(OFFICE, { Sid: '' }), { Sid: '', Effect: 'Allow', Action: 's3:*' }),
      policy({ Sid: '', Effect: 'Allow', Action: 's3:*' }, deny(OFFICE, { Sid: '' })),
      none,
    ],
    [
      'the first of two identical statements',
      policy({ Effect: 'Allow', Action: 's3:*' }, deny(OFFICE), { Effect: 'Allow', Action: 's3:*' }),
      policy({ Effect: 'Allow', Action: 'ec2:*' }, deny(OFFICE), { Effect: 'Allow', Action: 's3:*' }),
      { ...none, other: ['statement 1 → Action: was "s3:*", now "ec2:*"'], same: false },
    ],
    [
      'keys in another order',
      '{"Statement":{"Effect":"Allow","Sid":"a"},"Id":1}',
      '{"Id":1,"Statement":[{"Sid":"a","Effect":"Allow"}]}',
      none,
    ],
    [
      'another version',
      ipPolicy(OFFICE),
      ipPolicy(OFFICE).replace('2012-10-17', '2008-10-17'),
      { ...none, other: ['Version: was "2012-10-17", now "2008-10-17"'], same: false },
    ],
    [
      'an Id',
      ipPolicy(OFFICE),
      ipPolicy(OFFICE).replace('{', '{"Id":"x",'),
      { ...none, other: ['Id is new: "x"'], same: false },
    ],
    [
      'no version',
      ipPolicy(OFFICE),
      ipPolicy(OFFICE).replace('"Version":"2012-10-17",', ''),
      { ...none, other: ['Version is gone; it was "2012-10-17"'], same: false },
    ],
    [
      'another condition beside',
      policy(deny(OFFICE)),
      policy(deny(OFFICE)).replace('}}}]', '},"Bool":{"aws:ViaAWSService":"false"}}}]'),
      {
        ...none,
        other: ['statement 1 → Condition → Bool is new: { "aws:ViaAWSService": "false" }'],
        same: false,
      },
    ],
    [
      'another operator',
      policy(deny(OFFICE)),
      policy(deny(OFFICE, {}, 'NotIpAddressIfExists')),
      {
        ...none,
        other: [
          'statement 1 → Condition → NotIpAddress is gone; it was { "aws:SourceIp": […] }',
          'statement 1 → Condition → NotIpAddressIfExists is new: { "aws:SourceIp": […] }',
        ],
        same: false,
      },
    ],
    [
      'numbers, lists and null',
      policy(deny(OFFICE, { X: [1, null, true], Y: {} })),
      policy(deny(OFFICE, { X: [1, false, true], Y: [] })),
      {
        ...none,
        other: [
          'statement 1 → X: was [1, null, true], now [1, false, true]',
          'statement 1 → Y: was {}, now []',
        ],
        same: false,
      },
    ],
    [
      'an object instead of a list',
      policy(deny(OFFICE, { X: [1], Y: { a: 1 } })),
      policy(deny(OFFICE, { X: { a: 1 }, Y: [1] })),
      {
        ...none,
        other: ['statement 1 → X: was [1], now { "a": 1 }', 'statement 1 → Y: was { "a": 1 }, now [1]'],
        same: false,
      },
    ],
    [
      'an allowlist that can no longer be read: the lists are values',
      ipPolicy([OFFICE]),
      ipPolicy(['[office]']),
      {
        ...none,
        other: [
          'statement 1 → Condition → NotIpAddress → aws:SourceIp: was ["192.0.2.0/24"], now ["[office]"]',
        ],
        same: false,
      },
    ],
    [
      'what is no policy',
      '{"a":1}',
      '{"a":2,"Statement":7}',
      { ...none, other: ['a: was 1, now 2', 'Statement is new: 7'], same: false },
    ],
    [
      'a policy that is none any more',
      policy({ Effect: 'Allow' }),
      '{"Version":"2012-10-17"}',
      { ...none, other: ['statement 1 is gone; it was { "Effect": "Allow" }'], same: false },
    ],
    [
      'what is no JSON',
      '{',
      '[}',
      {
        ...none,
        other: [
          'the document before: it is not JSON (line 1)',
          'the document after: it is not JSON (line 1)',
        ],
        same: false,
      },
    ],
    [
      'no JSON before',
      '{',
      '{}',
      { ...none, other: ['the document before: it is not JSON (line 1)'], same: false },
    ],
    [
      'no JSON after',
      '{}',
      '{',
      { ...none, other: ['the document after: it is not JSON (line 1)'], same: false },
    ],
  ])('%s', (_, before, after, expected) => {
    expect(diffPolicies(before, after)).toEqual(expected);
  });

  test('long values are cut', () => {
    const [difference] = diffPolicies(
      ipPolicy(OFFICE),
      ipPolicy(OFFICE).replace('"*"', `"${'x'.repeat(300)}"`),
    ).other;
    expect(difference).toBe(`statement 1 → Action: was "*", now "${'x'.repeat(199)}…`);
    const exact = diffPolicies(
      ipPolicy(OFFICE),
      ipPolicy(OFFICE).replace('"*"', `"${'x'.repeat(198)}"`),
    ).other;
    expect(exact).toEqual([`statement 1 → Action: was "*", now "${'x'.repeat(198)}"`]);
  });

  test('only the wanted Sids are allowlists; the other lists are values', () => {
    const before = two(OFFICE, OFFICE);
    const after = two([OFFICE, '203.0.113.7'], [OFFICE, '203.0.113.8']);
    expect(diffPolicies(before, after, { sids: ['Two'] })).toEqual({
      added: ['203.0.113.8'],
      removed: [],
      other: [
        'statement 1 → Condition → NotIpAddress → aws:SourceIp: was "192.0.2.0/24", now ["192.0.2.0/24", "203.0.113.7"]',
      ],
      same: false,
    });
  });

  test('a statement is recognised by its Sid although it moved and changed', () => {
    const allow = { Effect: 'Allow', Action: '*' };
    const before = policy(allow, deny(OFFICE, { Sid: 'Office' }));
    const after = policy(deny([OFFICE, '203.0.113.7'], { Sid: 'Office', Action: 's3:*' }), allow);
    expect(diffPolicies(before, after)).toEqual({
      added: ['203.0.113.7'],
      removed: [],
      other: ['statement 1 → Action: was "*", now "s3:*"'],
      same: false,
    });
  });

  test('identical statements are distinguished by their positions', () => {
    const before = policy(deny(OFFICE), deny(OFFICE), { Effect: 'Allow' });
    const after = policy(deny(OFFICE), deny([OFFICE, '203.0.113.7']), { Effect: 'Allow' });
    expect(diffPolicies(before, after).added).toEqual(['203.0.113.7 (statement 2)']);
    expect(diffPolicies(before, policy(deny(OFFICE), { Effect: 'Allow' })).removed).toEqual([
      `${OFFICE} (statement 2)`,
    ]);
  });
});
