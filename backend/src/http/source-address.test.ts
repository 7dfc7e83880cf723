import { expect, test } from 'vitest';
import { observeSource } from './source-address.ts';

const forwardedFor = '10.9.9.9, 198.51.100.1,203.0.113.5';

test.each([
  ['without trusted proxies the socket decides', '203.0.113.7', 0, '203.0.113.7'],
  ['an IPv4 peer of a dual-stack socket is an IPv4 address', '::ffff:203.0.113.7', 0, '203.0.113.7'],
  ['an IPv6 peer stays one', '2001:db8::1', 0, '2001:db8::1'],
  ['a zone is left out', 'fe80::1%eth0', 0, 'fe80::1'],
  ['no socket, no address', undefined, 0, undefined],
  ['one proxy: what it appended', '10.0.0.1', 1, '203.0.113.5'],
  ['two proxies: what the outer one appended', '10.0.0.1', 2, '198.51.100.1'],
  ['more proxies than entries: nothing can be trusted', '10.0.0.1', 4, undefined],
])('%s', (_, socket, hops, expected) => {
  expect(observeSource({ socket, forwardedFor, hops })).toBe(expected);
});

test('a proxy that did not append anything leaves no address', () => {
  expect(observeSource({ socket: '10.0.0.1', forwardedFor: undefined, hops: 1 })).toBe('');
});
