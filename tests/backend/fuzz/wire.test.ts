import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../cli/start-server.ts';
import { type Deployment, startDeployment } from '../load/team.ts';

let deployment: Deployment;
let server: RunningServer;
let key: string;

beforeAll(async () => {
  deployment = await startDeployment();
  key = await deployment.join('hanako');
  server = await startServer({
    ...deployment.aws.environment(),
    GENKAN_POLICY_ARN: deployment.config.policyArn,
    GENKAN_BUCKET: deployment.config.bucket,
  });
}, 240_000);

afterAll(async () => {
  await server.close();
  await deployment.aws.close();
});

/** Writes the bytes unchanged and returns what the server sends until it closes the connection or stops sending. */
function exchange(bytes: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(server.endpoint);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    const finish = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(300, finish);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('close', finish);
    // The server may close the connection before the whole request is written.
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? finish() : reject(error),
    );
    socket.end(bytes);
  });
}

function state(): unknown {
  const { aws, policyArn, config } = deployment;
  const objects = aws.s3.bucket(config.bucket).list().objects;
  return [aws.iam.current.getPolicy(policyArn).versions, objects.map(({ key: name, etag }) => [name, etag])];
}

function expectHarmless(answer: string): void {
  expect(answer).not.toMatch(/^HTTP\/1\.1 5\d\d/m);
  expect(answer).not.toMatch(/\bat .*(\.[jt]s|node:)|node_modules|TypeError/);
}

const HEAD = 'host: genkan\r\nconnection: close\r\n';

const MALFORMED: Readonly<Record<string, string>> = {
  'nothing at all': '',
  'no HTTP': 'hello\r\n\r\n',
  'an unknown version': `GET /v1/me HTTP/9.9\r\n${HEAD}\r\n`,
  'no host': 'GET /v1/me HTTP/1.1\r\n\r\n',
  'two hosts': `GET /v1/me HTTP/1.1\r\nhost: other\r\n${HEAD}\r\n`,
  'a host that is no host': 'GET /v1/me HTTP/1.1\r\nhost: a b<>\r\nconnection: close\r\n\r\n',
  'an empty host': 'GET /healthz HTTP/1.1\r\nhost:\r\nconnection: close\r\n\r\n',
  'an absolute target': `GET http://elsewhere/v1/me HTTP/1.1\r\n${HEAD}\r\n`,
  'a target that is no URL': `GET http://[ HTTP/1.1\r\n${HEAD}\r\n`,
  'an asterisk': `OPTIONS * HTTP/1.1\r\n${HEAD}\r\n`,
  'a tunnel': `CONNECT 127.0.0.1:80 HTTP/1.1\r\n${HEAD}\r\n`,
  'an upgrade': `GET /v1/me HTTP/1.1\r\nhost: genkan\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`,
  'a zero byte in the path': `GET /v1/\0me HTTP/1.1\r\n${HEAD}\r\n`,
  'broken escapes': `GET /v1/leases/%E0%A4%A HTTP/1.1\r\n${HEAD}\r\n`,
  'a path of 20,000 characters': `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${HEAD}\r\n`,
  'headers of 40,000 characters': `GET /v1/me HTTP/1.1\r\n${HEAD}x-long: ${'a'.repeat(40_000)}\r\n\r\n`,
  'a thousand headers': `GET /v1/me HTTP/1.1\r\n${HEAD}${'x-a: b\r\n'.repeat(1000)}\r\n`,
  'a header without a name': `GET /v1/me HTTP/1.1\r\n${HEAD}: value\r\n\r\n`,
  'two lengths': `POST /v1/leases HTTP/1.1\r\n${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`,
  'a length and chunks': `POST /v1/leases HTTP/1.1\r\n${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
  'a negative length': `POST /v1/leases HTTP/1.1\r\n${HEAD}content-length: -1\r\n\r\n{}`,
  'a body that is cut off': `POST /v1/leases HTTP/1.1\r\n${HEAD}content-length: 100\r\n\r\n{"min`,
  'broken chunks': `POST /v1/leases HTTP/1.1\r\n${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n`,
  'an unknown encoding': `POST /v1/leases HTTP/1.1\r\n${HEAD}transfer-encoding: gzip\r\n\r\n`,
};

test.each(Object.entries(MALFORMED))('the server survives %s and changes nothing', async (_, bytes) => {
  const before = state();
  expectHarmless(await exchange(bytes));
  expect((await fetch(`${server.endpoint}/healthz`)).status).toBe(200);
  expect(state()).toEqual(before);
});

test('a member’s malformed bodies change nothing either', async () => {
  const before = state();
  const authorized = `${HEAD}x-forwarded-for: 203.0.113.9\r\nauthorization: ${key}\r\n`;
  for (const body of [
    'content-length: 100\r\n\r\n{"min',
    'content-length: 2\r\ncontent-length: 3\r\n\r\n{}',
    'transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n',
    'transfer-encoding: chunked\r\n\r\n2\r\n{]\r\n0\r\n\r\n',
    'content-length: 5\r\n\r\n\xff\xfe\xfd\xfc\xfb',
    `content-length: 100000\r\n\r\n${'x'.repeat(100_000)}`,
  ]) {
    expectHarmless(await exchange(`POST /v1/leases HTTP/1.1\r\n${authorized}${body}`));
  }
  expect((await fetch(`${server.endpoint}/healthz`)).status).toBe(200);
  expect(state()).toEqual(before);
});

test('random bytes after a plausible beginning change nothing', { timeout: 120_000 }, async () => {
  const before = state();
  const beginning = fc.constantFrom(
    '',
    'GET ',
    'GET /v1/me HTTP/1.1\r\n',
    `POST /v1/leases HTTP/1.1\r\n${HEAD}`,
  );
  await fc.assert(
    fc.asyncProperty(beginning, fc.uint8Array({ maxLength: 200 }), async (text, noise) => {
      expectHarmless(await exchange(Buffer.concat([Buffer.from(text), noise, Buffer.from('\r\n\r\n')])));
    }),
    { numRuns: 100 },
  );
  expect((await fetch(`${server.endpoint}/healthz`)).status).toBe(200);
  expect(state()).toEqual(before);
});
