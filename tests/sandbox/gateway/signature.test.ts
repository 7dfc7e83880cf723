/** The Lambda bundle signs its requests as AWS requires, and sends a checksum with every write (`backend/lean-sdk`). */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { crc32 } from 'node:zlib';
import { startLoopbackServer } from '@genkan/backend/testing/loopback-server';
import { expect, onTestFinished, test } from 'vitest';
import { ensureBackend } from '../../support/built/ensure-backend.ts';
import { startFunction } from './lambda-function.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

interface Recorded {
  readonly message: IncomingMessage;
  readonly body: string;
}

/** An AWS that grants the writer lock, returns nothing else that is valid, and records the requests. */
async function startRecorder() {
  const recorded: Recorded[] = [];
  const server = await startLoopbackServer(async (message, response) => {
    let body = '';
    for await (const chunk of message.setEncoding('utf8')) body += chunk;
    recorded.push({ message, body });
    const isLock = message.method === 'PUT' && message.url?.includes('writer.lock') === true;
    response.writeHead(isLock ? 200 : 400, isLock ? { etag: '"lock"' } : {}).end();
  });
  onTestFinished(server.close);
  return { recorded, endpoint: server.origin };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Uint8Array, text: string) => createHmac('sha256', key).update(text).digest();

/** The signature that belongs to a request. Source: "Create a signed AWS API request". */
function signatureOf({ message, body }: Recorded): { readonly sent: string; readonly right: string } {
  const { method = '', url = '', headers } = message;
  const authorization = headers.authorization ?? '';
  const [, scope = '', names = '', sent = ''] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/.exec(authorization) ??
    [];
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  searchParams.sort();
  const query = [...searchParams].map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, pathname, query, lines.join(''), names, sha256(body)].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const [date = '', ...rest] = scope.split('/');
  const key = rest.reduce(hmac, hmac(`AWS4${SECRET}`, date));
  return { sent, right: hmac(key, text).toString('hex') };
}

test('the bundle’s requests to S3 and IAM have the right signature, and writes have a checksum', async () => {
  const { recorded, endpoint } = await startRecorder();
  const { lambda } = await ensureBackend();
  const bundle = await startFunction(lambda, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_SESSION_TOKEN: 'session/token+=',
    GENKAN_POLICY_ARN: 'arn:aws:iam::123456789012:policy/OfficeOnly',
    GENKAN_BUCKET: 'genkan-state',
  });
  onTestFinished(() => bundle.close());
  await expect(bundle.invoke('scheduled', { task: 'reset' })).rejects.toThrow();
  const services = recorded.map(({ message }) => (message.method === 'POST' ? 'iam' : 's3'));
  expect(new Set(services)).toEqual(new Set(['iam', 's3']));
  expect(recorded.some(({ message, body }) => message.method === 'PUT' && body !== '')).toBe(true);
  for (const request of recorded) {
    const { sent, right } = signatureOf(request);
    expect(sent).toMatch(/^[0-9a-f]{64}$/);
    expect(sent).toBe(right);
    if (request.message.method !== 'PUT') continue;
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(request.body));
    expect(request.message.headers['x-amz-checksum-crc32']).toBe(checksum.toString('base64'));
  }
});
