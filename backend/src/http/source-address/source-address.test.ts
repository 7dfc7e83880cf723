import { formatAddress, parseCidr } from '@genkan/shared/address';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { observeSource } from './source-address.ts';

/** The address as text, or the kind of what stands in its place. */
function observe(
  peer: string | undefined,
  forwardedFor: string | undefined,
  proxies: { readonly networks?: readonly string[]; readonly hops?: number } = {},
  headers: Readonly<Record<string, string>> = {},
): string {
  const networks = (proxies.networks ?? []).map((text) => {
    const cidr = parseCidr(text);
    if (!cidr.ok) throw new Error(cidr.reason);
    return cidr.value;
  });
  const observation = observeSource({
    peer,
    headers: { ...headers, ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }) },
    proxies: { networks, hops: proxies.hops ?? 0 },
  });
  return observation.kind === 'seen' ? formatAddress(observation.address) : observation.kind;
}

const MEMBER = '203.0.113.7';

describe('without trusted proxies the peer decides', () => {
  test.each([
    ['an IPv4 peer', MEMBER, MEMBER],
    ['an IPv4 peer of a dual-stack socket', '::ffff:203.0.113.7', MEMBER],
    ['an IPv6 peer', '2001:db8::1', '2001:db8::1'],
    ['an IPv6 peer with a zone id', 'fe80::1%eth0', 'fe80::1'],
    ['a peer with a port', '203.0.113.7:32554', MEMBER],
    ['no peer', undefined, 'unknown'],
    ['an unreadable peer', 'unknown', 'unknown'],
  ])('%s', (_, peer, expected) => {
    expect(observe(peer, '198.51.100.1')).toBe(expected);
  });
});

describe('a hop count takes the entry that the outermost proxy appended', () => {
  const chain = '10.9.9.9, 198.51.100.1,203.0.113.7';
  test.each([
    ['one proxy', '10.0.0.1', chain, 1, MEMBER],
    ['two proxies', '10.0.0.1', chain, 2, '198.51.100.1'],
    ['more proxies than entries', '10.0.0.1', chain, 4, 'unknown'],
    ['a proxy that appended nothing', '10.0.0.1', undefined, 1, 'unknown'],
    [
      'an empty entry, which stands for what the proxy could not see',
      '10.0.0.1',
      `${MEMBER}, `,
      1,
      'unknown',
    ],
    ['an entry with a port', '10.0.0.1', '203.0.113.7:51008', 1, MEMBER],
    ['an entry with a port before a proxy', '10.0.0.1', '203.0.113.7:17085, 10.0.0.6', 2, MEMBER],
    ['an IPv6 entry in brackets', '127.0.0.1', '[2001:db8::1]:64828', 1, '2001:db8::1'],
    ['a proxy on this machine', '::1', MEMBER, 1, MEMBER],
    ['a proxy on this machine, by a dual-stack socket', '::ffff:127.0.0.1', MEMBER, 1, MEMBER],
    ['a proxy in a private IPv6 network', 'fd00::1', MEMBER, 1, MEMBER],
    ['a proxy in shared address space, as pods have', '100.64.1.2', MEMBER, 1, MEMBER],
  ])('%s', (_, peer, forwardedFor, hops, expected) => {
    expect(observe(peer, forwardedFor, { hops })).toBe(expected);
  });

  test('the header of a public peer does not count unless its network is trusted', () => {
    expect(observe('192.0.2.1', MEMBER, { hops: 1 })).toBe('untrusted');
    expect(observe('192.0.2.1', MEMBER, { hops: 1, networks: ['192.0.2.0/24'] })).toBe(MEMBER);
  });

  test('with trusted networks, the header of a private peer outside them does not count either', () => {
    expect(observe('10.0.0.1', MEMBER, { hops: 1, networks: ['10.1.0.0/16'] })).toBe('untrusted');
  });

  test('a count that is too small takes no proxy for the member', () => {
    const networks = ['10.0.0.0/8', '192.0.2.0/24'];
    expect(observe('10.0.0.1', `${MEMBER}, 192.0.2.9`, { hops: 1, networks })).toBe('proxy');
    expect(observe('10.0.0.1', `${MEMBER}, 192.0.2.9`, { hops: 2, networks })).toBe(MEMBER);
  });
});

describe('trusted networks: the first hop from the right that is not in them is the member', () => {
  const networks = ['10.0.0.0/8', '2001:db8:feed::/48'];
  test.each([
    ['one proxy', '10.0.0.1', MEMBER, MEMBER],
    ['two proxies', '10.0.0.1', `${MEMBER}, 10.0.0.2`, MEMBER],
    ['an IPv6 proxy', '2001:db8:feed::1', `${MEMBER}, 10.0.0.2`, MEMBER],
    ['claims of the client', '10.0.0.1', `198.51.100.1, ${MEMBER}, 10.0.0.2`, MEMBER],
    ['claims of the client in a trusted network', '10.0.0.1', `10.0.0.3, ${MEMBER}`, MEMBER],
    ['a member who reaches the server directly', '198.51.100.1', MEMBER, '198.51.100.1'],
    ['a proxy that appended nothing', '10.0.0.1', undefined, 'proxy'],
    ['nothing but proxies', '10.0.0.1', '10.0.0.3, 10.0.0.2', 'proxy'],
    ['an unreadable entry', '10.0.0.1', `${MEMBER}, unknown`, 'unknown'],
    ['an unreadable entry behind the member', '10.0.0.1', `unknown, ${MEMBER}`, MEMBER],
  ])('%s', (_, peer, forwardedFor, expected) => {
    expect(observe(peer, forwardedFor, { networks })).toBe(expected);
  });
});

describe('a CDN in front of the backend', () => {
  const marks: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['CloudFront by Via', { via: '2.0 abc.cloudfront.net (CloudFront)' }],
    ['CloudFront behind another Via', { via: '1.1 squid, 1.1 abc.cloudfront.net (CloudFront)' }],
    ['CloudFront by User-Agent', { 'user-agent': 'Amazon CloudFront' }],
    ['CloudFront by its request id', { 'x-amz-cf-id': '4TyzHTaYWb1GX1qTfsHhEqV6HUDd==' }],
    ['CloudFront by an origin request policy', { 'cloudfront-viewer-country': 'JP' }],
    ['Cloudflare by its ray', { 'cf-ray': '8d1234567890abcd-NRT' }],
    ['Cloudflare by the address it saw', { 'cf-connecting-ip': MEMBER }],
    ['Cloudflare by CDN-Loop', { 'cdn-loop': 'cloudflare; loops=1' }],
    ['Fastly', { 'fastly-client-ip': MEMBER }],
    ['Fastly between its own nodes', { 'fastly-ff': 'abc!NRT!cache-nrt-1' }],
    ['Akamai by Via', { via: '1.1 v1-akamaitech.net(ghost) (AkamaiGHost)' }],
    ['Akamai by its hop count', { 'akamai-origin-hop': '2' }],
    ['Azure Front Door', { 'x-azure-fdid': '0a1b2c3d' }],
    ['Azure Application Gateway', { 'x-appgw-trace-id': 'ac882cd65a2712a0fe1289ec2bb6aee7' }],
    ['a Google Cloud load balancer', { via: '1.1 google' }],
    ['Imperva', { 'incap-client-ip': MEMBER }],
    ['a CDN that only RFC 8586 knows', { 'cdn-loop': 'example-cdn' }],
  ];

  test.each(marks)('%s: its address is not taken for the member’s', (_, headers) => {
    expect(observe('130.176.1.1', undefined, {}, headers)).toBe('proxy');
    expect(observe('130.176.1.1', MEMBER, {}, headers)).toBe('proxy');
    // A member cannot make the CDN's address pass by claiming it.
    expect(observe('130.176.1.1', `130.176.1.1, ${MEMBER}`, {}, headers)).toBe('proxy');
  });

  test.each(marks)('%s behind a trusted proxy: only when it is accounted for', (_, headers) => {
    expect(observe('10.0.0.1', `${MEMBER}, 130.176.1.1`, { hops: 1 }, headers)).toBe('proxy');
    expect(observe('10.0.0.1', `${MEMBER}, 130.176.1.1`, { hops: 2 }, headers)).toBe(MEMBER);
    expect(observe('10.0.0.1', `${MEMBER}, 130.176.1.1`, { networks: ['10.0.0.0/8'] }, headers)).toBe(
      'proxy',
    );
    const networks = ['10.0.0.0/8', '130.176.0.0/16'];
    expect(observe('10.0.0.1', `${MEMBER}, 130.176.1.1`, { networks }, headers)).toBe(MEMBER);
  });

  test('Cloudflare names the member, so a header that the member sent does not get in the way', () => {
    const headers = { 'cf-ray': '8d1234567890abcd-NRT', 'cf-connecting-ip': MEMBER };
    const forwardedFor = `10.20.30.40, ${MEMBER}`;
    expect(observe('127.0.0.1', forwardedFor, { hops: 1 }, headers)).toBe(MEMBER);
    expect(observe('127.0.0.1', `${forwardedFor}, 173.245.48.1`, { hops: 1 }, headers)).toBe('proxy');
    expect(observe('127.0.0.1', `${forwardedFor}, 173.245.48.1`, { hops: 2 }, headers)).toBe(MEMBER);
  });

  test.each([
    ['a forward proxy', { via: '1.1 squid.example.com (squid/6.6)', 'x-forwarded-for': '10.1.1.1' }],
    ['a forward proxy with an exotic name', { via: '1.1 google-proxy.example.com, 1.1 cloudfront' }],
    ['a browser', { 'user-agent': 'Mozilla/5.0 (not Amazon CloudFront)', 'x-amzn-trace-id': 'Root=1-6743' }],
    ['a load balancer’s plain headers', { 'x-forwarded-proto': 'https', 'x-real-ip': '10.1.1.1' }],
    ['RFC 7239', { forwarded: 'for=10.1.1.1;by=10.2.2.2' }],
  ])('%s at the member’s side is not one', (_, headers) => {
    expect(observe(MEMBER, undefined, {}, headers)).toBe(MEMBER);
  });
});

test('for every header of a client, the observed address is the one that the trusted proxy saw', () => {
  const claim = fc.oneof(
    fc.ipV4(),
    fc.constantFrom('10.0.0.1', MEMBER, '', ' ', 'unknown', '"', '[', '2001:db8::1', '10.0.0.1, 10.0.0.2'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 5 }), (claims) => {
      const forwardedFor = [...claims, MEMBER].join(', ');
      expect(observe('10.0.0.1', forwardedFor, { hops: 1 })).toBe(MEMBER);
      expect(observe('10.0.0.1', forwardedFor, { networks: ['10.0.0.0/8'] })).toBe(MEMBER);
      expect(observe(MEMBER, claims.join(', '), { networks: ['10.0.0.0/8'] })).toBe(MEMBER);
    }),
  );
});
