import { expect, onTestFinished, test } from 'vitest';
import { startLoopbackServer } from '../../testing/loopback-server.ts';
import { familiesOf, requestHealth } from './request-health.ts';

async function serve(body: string, status = 200, headers: Record<string, string> = {}): Promise<string> {
  const server = await startLoopbackServer((_, response) => response.writeHead(status, headers).end(body));
  onTestFinished(server.close);
  return server.origin;
}

test('an endpoint that responds as Genkan does', async () => {
  const endpoint = await serve('{"status":"ok","version":"1.2.3"}');
  const { version, date } = await requestHealth(endpoint, 4);
  expect(version).toBe('1.2.3');
  expect(Math.abs((date ?? 0) - Date.now())).toBeLessThan(10_000);
});

test.each([
  ['a web page', '<html></html>', 200, /responded with 200, but not as Genkan/],
  [
    'a gateway without its function',
    '{"message":"Internal Server Error"}',
    500,
    /responded with 500, but not as Genkan/,
  ],
  ['an endless response', 'x'.repeat(20_000), 200, /too long/],
])('%s', async (_, body, status, expected) => {
  await expect(requestHealth(await serve(body, status), 4)).rejects.toThrow(expected);
});

test.each([
  [{ via: '1.1 0123456789abcdef.cloudfront.net (CloudFront)' }, 'CloudFront'],
  [{ 'x-amz-cf-id': 'kCh5nQ==' }, 'CloudFront'],
  [{ 'cf-ray': '8f1d2c3b4a5e6f70-NRT', server: 'cloudflare' }, 'Cloudflare'],
  [{ server: 'AkamaiGHost' }, 'Akamai'],
  [{ 'x-azure-ref': '20261128T072500Z' }, 'Azure Front Door'],
  [{ via: '1.1 google' }, 'Google Cloud CDN'],
  [{ server: 'nginx', via: '1.1 proxy.example.com', 'apigw-requestid': 'a=' }, undefined],
])('a CDN is known by what it leaves in the headers: %j', async (headers, cdn) => {
  expect((await requestHealth(await serve('{"status":"ok","version":"1.2.3"}', 200, headers), 4)).cdn).toBe(
    cdn,
  );
});

test('a port without a server', async () => {
  await expect(requestHealth('http://127.0.0.1:9', 4)).rejects.toThrow(/ECONNREFUSED/);
});

test.each([
  ['127.0.0.1', [4]],
  ['[::1]', [6]],
])('an IP address has its own family: %s', async (host, families) => {
  expect(await familiesOf(host)).toEqual(families);
});
