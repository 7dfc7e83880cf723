import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { AwsUnavailableError } from '../runtime/ports.ts';
import { startLoopbackServer } from '../testing/loopback-server.ts';
import { callAws } from './call.ts';
import { createPolicyStore } from './iam.ts';
import { createObjectStore } from './s3.ts';

const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret' };

/** An AWS whose responses the test writes; `requests` counts the requests. */
async function startServer(
  respond: (request: IncomingMessage, response: ServerResponse, count: number) => void,
) {
  const requests: IncomingMessage[] = [];
  const server = await startLoopbackServer((request, response) => {
    requests.push(request);
    request.resume().on('end', () => respond(request, response, requests.length));
  });
  onTestFinished(server.close);
  const options = { region: 'us-east-1', endpoint: server.origin, credentials };
  return {
    requests,
    objects: createObjectStore('genkan-test', options),
    policies: createPolicyStore('arn:aws:iam::123456789012:policy/P', options),
  };
}

test('a call that AWS rejects every time ends after four attempts, and its result is final', async () => {
  const { objects, requests } = await startServer((_, response) => response.writeHead(500).end());
  await expect(objects.get('a')).rejects.toMatchObject({ name: 'AwsUnavailableError', answered: true });
  expect(requests).toHaveLength(4);
});

test('a full policy is not taken for throttling: a create is asked for once', async () => {
  const { policies, requests } = await startServer((_, response) => {
    const message = 'Cannot exceed quota for PolicyVersionsPerPolicy: 5';
    response.writeHead(409, { 'content-type': 'text/xml' });
    response.end(
      `<ErrorResponse><Error><Code>LimitExceeded</Code><Message>${message}</Message></Error></ErrorResponse>`,
    );
  });
  await expect(policies.createVersion('{}')).rejects.toThrow('PolicyVersionsPerPolicy');
  expect(requests).toHaveLength(1);
});

test('a create that could not connect was never sent, so it is sent again', async () => {
  const { policies, requests } = await startServer((_, response) => response.writeHead(500).end());
  const closed = createPolicyStore('arn:aws:iam::123456789012:policy/P', {
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials,
  });
  await expect(closed.createVersion('{}')).rejects.toMatchObject({
    cause: { $metadata: { attempts: 4 }, code: 'ECONNREFUSED' },
  });
  await expect(policies.createVersion('{}')).rejects.toThrow(AwsUnavailableError);
  expect(requests).toHaveLength(4);
});

test('a header that asks for a longer pause does not delay the next attempt', async () => {
  const { objects } = await startServer((_, response, count) => {
    if (count === 1) response.writeHead(503, { 'retry-after': '30' }).end();
    else response.writeHead(200).end('{}');
  });
  const started = performance.now();
  expect(await objects.get('a')).toMatchObject({ body: '{}' });
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('a write whose response was lost finds its own object and succeeds', async () => {
  const { objects } = await startServer(({ method }, response, count) => {
    if (count === 1) response.destroy();
    else if (method === 'PUT') response.writeHead(412).end();
    else response.writeHead(200, { etag: '"1"' }).end('own');
  });
  expect(await objects.put('state/writer.lock', 'own', { ifNoneMatch: '*' })).toMatchObject({ etag: '"1"' });
});

test('a write whose response was lost and that finds another object has come too late', async () => {
  const { objects } = await startServer(({ method }, response, count) => {
    if (count === 1) response.destroy();
    else if (method === 'PUT') response.writeHead(412).end();
    else response.writeHead(200).end('another');
  });
  const put = objects.put('state/writer.lock', 'own', { ifNoneMatch: '*' });
  await expect(put).rejects.toThrow(expect.objectContaining({ name: 'PreconditionFailedError' }));
});

test('a delete whose response was lost and that finds nothing has succeeded', async () => {
  const { objects, requests } = await startServer((_, response, count) => {
    if (count === 1) response.destroy();
    else response.writeHead(404).end();
  });
  await objects.delete('state/writer.lock', { ifMatch: '"1"' });
  expect(requests).toHaveLength(2);
});

test('every write carries a checksum, which a bucket with Object Lock demands', async () => {
  const { objects, requests } = await startServer((_, response) => response.writeHead(200).end());
  await objects.put('audit/a', '123456789');
  // The check value of CRC-32, cbf43926.
  expect(requests[0]?.headers).toMatchObject({ 'x-amz-checksum-crc32': 'y/Q5Jg==' });
});

test('a machine whose clock is wrong signs with the time that AWS names', async () => {
  const ahead = Date.now() + 3_600_000;
  const { objects, requests } = await startServer(({ headers }, response) => {
    const signed = String(headers['x-amz-date']).replace(/(....)(..)(..T..)(..)/, '$1-$2-$3:$4:');
    const isInTime = Math.abs(Date.parse(signed) - ahead) < 900_000;
    response.setHeader('date', new Date(ahead).toUTCString());
    if (isInTime) response.writeHead(200).end('{}');
    else response.writeHead(403).end('<Error><Code>RequestTimeTooSkewed</Code></Error>');
  });
  expect(await objects.get('a')).toMatchObject({ body: '{}' });
  expect(requests).toHaveLength(2);
});

test('without credentials nothing is sent, and the reason is named', async () => {
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/nowhere');
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE']) vi.stubEnv(name, undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
  const objects = createObjectStore('genkan-test', { region: 'us-east-1', endpoint: 'http://127.0.0.1:1' });
  await expect(objects.get('a')).rejects.toMatchObject({
    name: 'AwsSetupError',
    service: 's3',
    reason: 'credentials',
  });
});

test('a call that does not end is aborted, and whether it took effect is unknown', async () => {
  const call = callAws(
    's3',
    ({ abortSignal }) =>
      new Promise<never>((_, reject) => {
        abortSignal.addEventListener('abort', () => reject(abortSignal.reason));
      }),
    20,
  );
  await expect(call).rejects.toMatchObject({ name: 'AwsUnavailableError', answered: false });
});

test('a call that has ended leaves no timer behind', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const call = callAws('s3', () => new Promise((resolve) => setTimeout(resolve, 5)));
  expect(vi.getTimerCount()).toBe(2);
  await vi.advanceTimersByTimeAsync(5);
  await call;
  expect(vi.getTimerCount()).toBe(0);
});
