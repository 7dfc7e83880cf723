import { expect, test } from 'vitest';
import type { KnownNetwork } from '../backend/network-status.ts';
import { leaseRequest } from './lease-request.ts';

const NOW = Date.UTC(2026, 10, 23, 3);
const RESET_MINUTES = 480;

/** A network with a lease that ends in so many minutes. */
function networkWith(leftMinutes: number | undefined, label?: string): KnownNetwork {
  const lease =
    leftMinutes === undefined
      ? {}
      : {
          lease: {
            id: 'x',
            grantedAt: NOW,
            endsAt: NOW + leftMinutes * 60_000,
            ...(label === undefined ? {} : { label }),
          },
        };
  return {
    status: 'denied',
    checkedAt: NOW,
    observations: [{ address: '203.0.113.7', cidr: '203.0.113.7/32', allowed: false, ...lease }],
    member: 'Hanako',
    accountId: '123456789012',
    policyArn: '',
    nextReset: NOW + RESET_MINUTES * 60_000,
    maxMinutes: 720,
  };
}

test.each([
  ['all accounts, nothing held', {}, undefined, {}],
  ['all accounts, a lease that ends earlier', { minutes: 60 }, 30, { minutes: 60 }],
  ['all accounts, a lease that ends later', { minutes: 60 }, 90, { minutes: 90 }],
  ['some accounts, nothing held', { targets: ['a'] }, undefined, { targets: ['a'] }],
  ['some accounts, a lease until the reset', { targets: ['a'] }, RESET_MINUTES, { targets: ['a'] }],
  ['some accounts, a shorter lease', { targets: ['a'] }, 30, { targets: ['a'], minutes: 30 }],
  ['some accounts, a longer lease', { targets: ['a'] }, 600, { targets: ['a'], minutes: 600 }],
  ['some accounts, a lease that has ended', { targets: ['a'] }, -5, { targets: ['a'] }],
])('a grant for %s', (_, wanted, left, expected) => {
  expect(leaseRequest(wanted, networkWith(left), NOW)).toEqual(expected);
});

test('the lease of each account counts, and the one that ends last keeps its end', () => {
  const network = networkWith(30);
  const target = {
    id: 'a',
    name: 'A',
    accountId: '123456789012',
    state: 'allowed' as const,
    observations: networkWith(90).observations,
  };
  expect(leaseRequest({ minutes: 60 }, { ...network, targets: [target] }, NOW)).toEqual({ minutes: 90 });
});

test('a grant for some accounts keeps the label of the lease', () => {
  expect(leaseRequest({ targets: ['a'] }, networkWith(RESET_MINUTES, 'Home'), NOW)).toEqual({
    targets: ['a'],
    label: 'Home',
  });
});

test('without a known network the wish is the request', () => {
  expect(leaseRequest({ targets: ['a'] }, undefined, NOW)).toEqual({ targets: ['a'] });
});
