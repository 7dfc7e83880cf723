import { expect, test } from 'vitest';
import { cidr } from '../../testing/given.ts';
import { renderGrant } from './render.ts';

const OFFICE = '192.0.2.0/24';
const A = '203.0.113.7/32';

/** An allowlist without Sid; what is told apart stands before or behind the list. */
function deny(entries: readonly string[], rest: { readonly before?: object; readonly behind?: object } = {}) {
  const condition = { NotIpAddress: { 'aws:SourceIp': entries } };
  return { Effect: 'Deny', ...rest.before, Condition: condition, ...rest.behind };
}

const sid = (Sid: string, rest: object = {}) => ({ before: { Sid, ...rest } });
const action = (Action: string) => ({ before: { Action } });
const resource = (Resource: string) => ({ behind: { Resource } });

const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });

/**
 * A lease for `A` ended, which is in the list of every live allowlist. The baseline names it for some: there it must stay,
 * and it must leave all others. Returns whether it stayed, allowlist by allowlist.
 */
function staysIn(live: object, baseline: object, indent?: number): readonly boolean[] {
  const result = renderGrant({
    live: JSON.stringify(live),
    baseline: JSON.stringify(baseline, null, indent),
    active: [],
    ended: [cidr(A)],
  });
  if (!result.ok) return expect.fail(result.reason);
  const lists = result.document.match(/\[("[\d./]+",?)+\]/g) ?? [];
  return lists.map((list) => list.includes(A));
}

const BOTH = [OFFICE, A];

test.each([
  [
    'by Sid',
    policy(deny(BOTH, sid('x')), deny(BOTH, sid('y'))),
    policy(deny(BOTH, sid('x')), deny([OFFICE], sid('y'))),
    [true, false],
  ],
  [
    'by Sid, although it moved',
    policy(deny(BOTH, sid('y')), deny(BOTH, sid('x'))),
    policy(deny(BOTH, sid('x')), deny([OFFICE], sid('y'))),
    [false, true],
  ],
  [
    'by Sid, although it changed',
    policy(deny(BOTH, sid('x', { Action: '*' })), deny(BOTH, sid('y', { Action: '*' }))),
    policy(deny(BOTH, sid('x')), deny([OFFICE], sid('y'))),
    [true, false],
  ],
  [
    'by Sid, although another says the same',
    policy(deny(BOTH, sid('x')), deny(BOTH)),
    policy(deny([OFFICE], sid('x')), deny(BOTH)),
    [false, true],
  ],
  [
    'by what it says before the list',
    policy(deny(BOTH, action('s3:*')), deny(BOTH, action('ec2:*'))),
    policy(deny(BOTH, action('s3:*')), deny([OFFICE], action('ec2:*'))),
    [true, false],
  ],
  [
    'by what it says behind the list',
    policy(deny(BOTH, resource('a')), deny(BOTH, resource('b'))),
    policy(deny([OFFICE], resource('a')), deny(BOTH, resource('b'))),
    [false, true],
  ],
  [
    'by what it says, an empty Sid being none',
    policy(deny(BOTH, sid('', action('s3:*').before)), deny(BOTH, sid('', action('ec2:*').before))),
    policy(deny(BOTH, sid('', action('s3:*').before)), deny([OFFICE], sid('', action('ec2:*').before))),
    [true, false],
  ],
  [
    'by what it says, although it moved',
    policy({ Effect: 'Allow' }, deny(BOTH, action('ec2:*')), deny(BOTH, action('s3:*'))),
    policy(deny(BOTH, action('s3:*')), deny([OFFICE], action('ec2:*'))),
    [false, true],
  ],
  [
    'identical statements are named what any of them is named',
    policy(deny(BOTH), deny(BOTH)),
    policy(deny([OFFICE]), deny(BOTH)),
    [true, true],
  ],
  [
    'a statement that is not recognised is named the whole baseline',
    policy(deny(BOTH, action('s3:Get*')), deny(BOTH, sid('y'))),
    policy(deny(BOTH, action('s3:*')), deny([OFFICE], sid('y'))),
    [true, false],
  ],
])('an allowlist is recognised %s', (_, live, baseline, expected) => {
  expect(staysIn(live, baseline)).toEqual(expected);
  expect(staysIn(live, baseline, 2)).toEqual(expected);
});
