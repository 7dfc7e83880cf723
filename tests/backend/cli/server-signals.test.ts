import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { childEnvironment } from '../../support/child-environment.ts';
import { builtPrograms } from './built-backend.ts';

const lineSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ message: v.string(), port: v.optional(v.number()) }),
);

/** An AWS that responds to no request before `respondToAll`, except to what the server reads before it listens. */
const waiting: ServerResponse[] = [];
let onRequest = () => {};
const aws = createServer((request, response) => {
  if (request.url?.includes('/state/applied.json')) return void response.writeHead(404).end();
  waiting.push(response);
  onRequest();
});
let endpoint: string;

beforeAll(async () => {
  await builtPrograms();
  aws.listen(0, '127.0.0.1');
  await once(aws, 'listening');
  const address = aws.address();
  endpoint = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
}, 240_000);

afterAll(() => {
  aws.closeAllConnections();
  aws.close();
});

function respondToAll(): void {
  for (const response of waiting.splice(0)) response.writeHead(403).end();
}

/** Settles when the child has logged this; nothing is lost between two calls. */
function readLog(child: ChildProcess) {
  if (child.stdout === null) throw new Error('the child has no output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (message: string) => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`the server ended before "${message}"`);
      const line = v.parse(lineSchema, value);
      if (line.message === message) return line;
    }
  };
}

/** The built server with a request under way that waits for AWS. */
async function startRequest() {
  const { server } = await builtPrograms();
  const child = spawn(process.execPath, [server], {
    env: childEnvironment({
      PORT: '0',
      GENKAN_POLICY_ARN: 'arn:aws:iam::123456789012:policy/OfficeOnly',
      GENKAN_BUCKET: 'genkan-signals',
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
    }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const logged = readLog(child);
  const { port } = await logged('listening');
  const arrived = new Promise<void>((resolve) => {
    onRequest = resolve;
  });
  const answer = fetch(`http://127.0.0.1:${port}/v1/me`, {
    headers: { authorization: 'Bearer genkan_hanako.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
  });
  answer.catch(() => undefined);
  await arrived;
  return { child, exited, logged, answer };
}

test('after SIGTERM the server completes the request in flight, and then exits', async () => {
  const { child, exited, logged, answer } = await startRequest();
  child.kill('SIGTERM');
  await logged('stopping');
  onRequest = respondToAll;
  respondToAll();
  const response = await answer;
  expect(response.headers.get('connection')).toBe('close');
  expect(response.status).toBe(502);
  await logged('stopped');
  expect(await exited).toEqual([0, null]);
}, 30_000);

test('a second signal ends the server at once', async () => {
  const { child, exited, logged } = await startRequest();
  child.kill('SIGTERM');
  await logged('stopping');
  child.kill('SIGTERM');
  expect(await exited).toEqual([143, null]);
  respondToAll();
}, 30_000);
