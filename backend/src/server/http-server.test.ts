import { once } from 'node:events';
import { Agent, get, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { parseCidr } from '@genkan/shared/address';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ServerConfig } from '../runtime/config.ts';
import { createTestBackend, HOME } from '../testing/test-backend.ts';
import { startHttpServer } from './http-server.ts';

const LOCAL = { host: '127.0.0.1', port: 0, trustedProxies: { networks: [], hops: 1 } };

async function start(config: Partial<ServerConfig> = {}) {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  const server = await startHttpServer(world.deps, { ...LOCAL, ...config });
  const stopped = () => server.stop();
  onTestFinished(stopped);
  return { world, key, server, post: (from: string, agent?: Agent) => post(server.port, key, from, agent) };
}

async function post(port: number, authorization: string, from: string, agent?: Agent) {
  const sent = request({
    port,
    method: 'POST',
    path: '/v1/leases',
    headers: { authorization, 'x-forwarded-for': from },
    ...(agent && { agent }),
  });
  sent.end();
  const [response]: IncomingMessage[] = await once(sent, 'response');
  if (response === undefined) throw new Error('no response');
  return { status: response.statusCode, body: JSON.parse(await text(response)) };
}

function createSignal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

/** Holds every listing of a writer that has the lock back until it is let go. */
function hold(world: Awaited<ReturnType<typeof createTestBackend>>) {
  const held = createSignal();
  const begun = createSignal();
  const { list } = world.objects;
  world.objects.list = async (...query) => {
    if (world.objects.objects.has('state/writer.lock')) {
      begun.give();
      await held.given;
    }
    return list(...query);
  };
  return { begun: begun.given, release: held.give };
}

test('a request in flight when the server stops gets its response before the server has stopped', async () => {
  const { world, server, post } = await start();
  const held = hold(world);
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const answer = post(HOME, agent);
  await held.begun;
  let isStopped = false;
  const stopped = server.stop().then(() => {
    isStopped = true;
  });
  await expect(once(get({ port: server.port, path: '/healthz' }), 'response')).rejects.toThrow(
    'ECONNREFUSED',
  );
  expect(isStopped).toBe(false);
  held.release();
  expect((await answer).status).toBe(201);
  // The connection is kept alive, and would hold the server up for seconds.
  await stopped;
  expect(world.objects.objects.has('state/writer.lock')).toBe(false);
});

test('a request whose client has gone away ends before the server has stopped', async () => {
  const { world, key, server } = await start();
  const held = hold(world);
  const socket = connect(server.port, '127.0.0.1');
  socket.write(
    `POST /v1/leases HTTP/1.1\r\nhost: x\r\nauthorization: ${key}\r\nx-forwarded-for: ${HOME}\r\ncontent-length: 0\r\n\r\n`,
  );
  await held.begun;
  socket.destroy();
  const stopped = server.stop();
  held.release();
  await stopped;
  expect(world.objects.objects.has('state/writer.lock')).toBe(false);
  expect(world.policy.document()).toContain(HOME);
});

test('a task that is under way when the server stops ends first', async () => {
  vi.useFakeTimers({ now: Date.now(), toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { world, server } = await start();
  const held = hold(world);
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  await held.begun;
  expect(world.objects.objects.has('state/writer.lock')).toBe(true);
  const stopped = server.stop();
  held.release();
  await stopped;
  expect(world.objects.objects.has('state/writer.lock')).toBe(false);
  expect(world.lines.some((line) => line.includes('task_done'))).toBe(true);
});

test('a load balancer writes addresses with ports', async () => {
  const { world, post } = await start();
  expect(await post('203.0.113.7:51008')).toMatchObject({
    status: 201,
    body: { lease: { cidr: '203.0.113.7/32' } },
  });
  expect(await post('[2001:db8::1]:64828')).toMatchObject({ body: { lease: { cidr: '2001:db8::/64' } } });
  expect(world.policy.document()).toContain('203.0.113.7/32');
});

test('X-Forwarded-For of a peer that is not a trusted proxy changes nothing', async () => {
  const networks = [parseCidr('192.0.2.0/24')].flatMap((cidr) => (cidr.ok ? [cidr.value] : []));
  const { world, post } = await start({ trustedProxies: { networks, hops: 0 } });
  expect(await post(HOME)).toMatchObject({ status: 422, body: { code: 'address_not_public' } });
  expect(world.policy.document()).not.toContain(HOME);
});

const outer = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

test.runIf(outer !== undefined)('the server listens at GENKAN_HOST only', async () => {
  const { server } = await start();
  const sent = get({ host: outer, port: server.port, path: '/healthz' });
  await expect(once(sent, 'response')).rejects.toThrow('ECONNREFUSED');
});

test('a port that is taken is an error', async () => {
  const { world, server } = await start();
  await expect(startHttpServer(world.deps, { ...LOCAL, port: server.port })).rejects.toThrow('EADDRINUSE');
});
