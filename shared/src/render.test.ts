import { expect, test } from 'vitest';
import { parseAddress, parseCidr } from './address.ts';
import { explainAccess, findDrift, renderGrant, renderReset } from './render.ts';

const cidr = (text: string) => {
  const parsed = parseCidr(text);
  if (!parsed.ok) throw new TypeError(parsed.reason);
  return parsed.value;
};

const fence = (...entries: string[]) =>
  `{ "Version": "2012-10-17",\n  "Statement": [ { "Sid": "", "Effect": "Deny", "Action": "*", "Resource": "*",\n    "Condition": { "NotIpAddress": { "aws:SourceIp": ${JSON.stringify(entries)} } } } ] }`;

const lease = (text: string, at = 1, endsAt = 1000) => ({ cidr: cidr(text), at, endsAt });

test('a grant adds the lease and nothing else', () => {
  const office = fence('123.123.123.123/32');
  const result = renderGrant({ live: office, baseline: office, active: [lease('203.0.113.7')], ended: [] });
  expect(result).toEqual({
    ok: true,
    document: office.replace('123.123.123.123/32"', '123.123.123.123/32", "203.0.113.7/32"'),
    added: ['203.0.113.7/32'],
    removed: [],
    leftOut: [],
    fits: 1,
    nextEnd: 1000,
  });
});

test('an ended lease leaves, a manual entry stays, a baseline entry that was taken out stays out', () => {
  const result = renderGrant({
    live: fence('198.51.100.1', '203.0.113.7/32', '192.0.2.9/32'),
    baseline: fence('123.123.123.123/32', '192.0.2.9/32'),
    active: [],
    ended: [cidr('203.0.113.7'), cidr('192.0.2.9')],
  });
  expect(result.ok && result.document).toBe(fence('198.51.100.1', '192.0.2.9/32').replace(',"192', ',"192'));
});

test('a reset is the baseline with the leases that outlive it', () => {
  const baseline = fence('123.123.123.123/32');
  expect(renderReset({ baseline, active: [] })).toMatchObject({ ok: true, document: baseline, leftOut: [] });
  expect(renderReset({ baseline, active: [lease('203.0.113.7')] })).toMatchObject({
    added: ['203.0.113.7/32'],
  });
  expect(renderReset({ baseline: '{}', active: [] })).toMatchObject({ ok: false, code: 'baseline_invalid' });
});

test('what does not fit is left out', () => {
  const baseline = fence('123.123.123.123/32');
  const result = renderReset({
    baseline,
    active: [lease('203.0.113.2', 2), lease('203.0.113.1', 1)],
    limit: baseline.replace(/\s/g, '').length + 17,
  });
  expect(result).toMatchObject({ added: ['203.0.113.1/32'], fits: 1, leftOut: [lease('203.0.113.2', 2)] });
});

test('access is explained', () => {
  const address = (text: string) => {
    const parsed = parseAddress(text);
    if (!parsed.ok) throw new TypeError(parsed.reason);
    return parsed.value;
  };
  const input = {
    live: fence('123.123.123.123/32', '203.0.113.7/32', '198.51.100.0/24'),
    baseline: fence('123.123.123.123'),
    active: [lease('203.0.113.7')],
  };
  const access = (text: string) => {
    const answer = explainAccess({ ...input, address: address(text) });
    return answer.ok ? answer.access : answer;
  };
  expect(access('123.123.123.123')).toEqual({ allowed: true, by: 'baseline', entry: '123.123.123.123/32' });
  expect(access('203.0.113.7')).toEqual({ allowed: true, by: 'lease', entry: '203.0.113.7/32', until: 1000 });
  expect(access('198.51.100.9')).toEqual({ allowed: true, by: 'manual', entry: '198.51.100.0/24' });
  expect(access('203.0.113.8')).toEqual({ allowed: false });
});

test('drift is what baseline and leases do not explain', () => {
  expect(
    findDrift({
      live: fence('203.0.113.7/32', '198.51.100.0/24', '203.0.113.9/32'),
      baseline: fence('123.123.123.123'),
      active: [lease('203.0.113.7')],
      ended: [cidr('203.0.113.9')],
    }),
  ).toEqual({ added: ['198.51.100.0/24'], removed: ['123.123.123.123'], other: [] });
});
