import { describe, expect, test } from 'vitest';
import type { Network } from '../backend/network-status.ts';
import { loadSettings } from '../settings/store.ts';
import { CONNECTION, createBackground } from '../testing/create-background.ts';
import { problemResponse } from '../testing/fake-problem.ts';
import { createGrantMemory } from './grant-memory.ts';
import { createStatusCache } from './status-cache.ts';

describe('the statusCache', () => {
  test('sends one request while the status holds, and another when it does not', async () => {
    const { environment, backend, background } = await createBackground();
    const { statusCache } = background;
    expect((await statusCache.get(CONNECTION)).status).toBe('denied');
    environment.clock += 19_000;
    await statusCache.get(CONNECTION);
    expect(backend.asked.length).toBe(1);
    environment.clock += 2_000;
    await statusCache.get(CONNECTION);
    expect(backend.asked.length).toBe(2);
  });

  test('remembers over the death of the service worker', async () => {
    const { backend, background, restart } = await createBackground();
    await background.statusCache.get(CONNECTION);
    expect((await restart().statusCache.get(CONNECTION)).status).toBe('denied');
    expect(backend.asked.length).toBe(1);
  });

  test('asks once for many who ask at the same moment', async () => {
    const { backend, background } = await createBackground();
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => background.statusCache.get(CONNECTION)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['denied']));
    expect(backend.asked.length).toBe(1);
  });

  test('does not hold on to a failure when a person asks', async () => {
    const { backend, background } = await createBackground();
    backend.fault = 'busy';
    expect(await background.statusCache.get(CONNECTION)).toMatchObject({
      status: 'problem',
      failure: { kind: 'busy' },
    });
    backend.fault = undefined;
    expect((await background.statusCache.get(CONNECTION)).status).toBe('denied');
  });

  test('lets pages wait after a failure, longer each time, over a restart too', async () => {
    const { backend, environment, restart } = await createBackground();
    backend.fault = 'busy';
    const start = environment.clock;
    const askedAt: number[] = [];
    // A page that flickers for two minutes.
    for (; environment.clock < start + 120_000; environment.clock += 500) {
      const before = backend.asked.length;
      expect(await restart().statusCache.get(CONNECTION, { forPage: true })).toMatchObject({
        failure: { kind: 'busy' },
      });
      if (backend.asked.length > before) askedAt.push((environment.clock - start) / 1000);
    }
    expect(askedAt).toEqual([0, 2, 6, 14, 30, 62]);
    backend.fault = undefined;
    expect((await restart().statusCache.get(CONNECTION, { fresh: true })).status).toBe('denied');
    environment.clock += 30_000;
    expect((await restart().statusCache.get(CONNECTION, { forPage: true })).status).toBe('denied');
  });

  test('makes pages wait for the time that the backend gives', async () => {
    const { backend, environment, background } = await createBackground();
    backend.fault = () => problemResponse('rate_limited', { 'retry-after': '40' });
    await background.statusCache.get(CONNECTION, { forPage: true });
    backend.fault = undefined;
    environment.clock += 39_000;
    expect((await background.statusCache.get(CONNECTION, { forPage: true })).status).toBe('problem');
    environment.clock += 2_000;
    expect((await background.statusCache.get(CONNECTION, { forPage: true })).status).toBe('denied');
  });

  test('does not let an "allowed" of a while ago outweigh a denial by AWS', async () => {
    const { backend, environment, background } = await createBackground();
    await background.statusCache.allow(CONNECTION);
    backend.leases.clear();
    environment.clock += 6_000;
    expect((await background.statusCache.get(CONNECTION, { forPage: true })).status).toBe('allowed');
    const denied = { forPage: true, denied: true };
    expect((await background.statusCache.get(CONNECTION, denied)).status).toBe('denied');
    // A denied network is not asked about again and again.
    const { length } = backend.asked;
    environment.clock += 6_000;
    await background.statusCache.get(CONNECTION, denied);
    expect(backend.asked.length).toBe(length);
  });

  test('does not go on saying "allowed" when the lease has ended by the clock', async () => {
    const { backend, environment, background } = await createBackground();
    await background.statusCache.allow(CONNECTION);
    backend.leases.set('203.0.113.7/32', { grantedAt: environment.clock, endsAt: environment.clock + 5_000 });
    await background.statusCache.get(CONNECTION, { fresh: true });
    environment.clock += 6_000;
    backend.leases.clear();
    expect((await background.statusCache.get(CONNECTION)).status).toBe('denied');
  });

  test('takes no status from before the click for one from after it', async () => {
    const { background, backend } = await createBackground();
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const before = await backend.fetch('https://genkan.example.com/v1/me');
    backend.fault = () => gate.then(() => before);
    const early = background.statusCache.get(CONNECTION);
    await expect.poll(() => backend.asked.length).toBe(2);
    backend.fault = undefined;
    const allowed = background.statusCache.allow(CONNECTION);
    await expect.poll(() => backend.leases.size).toBe(1);
    release();
    expect((await early).status).toBe('denied');
    expect((await allowed).status).toBe('allowed');
  });

  test('prefers a grant to a read that lags behind it', async () => {
    const { background, backend } = await createBackground();
    const stale = await (await backend.fetch('https://genkan.example.com/v1/me')).text();
    const real = backend.fetch;
    const lagging: typeof fetch = async (input, init) =>
      init?.method === 'GET'
        ? new Response(stale, { headers: { 'content-type': 'application/json' } })
        : real(input, init);
    Object.assign(backend, { fetch: lagging });
    const network = await background.statusCache.allow(CONNECTION);
    expect(network).toMatchObject({
      status: 'allowed',
      observations: [{ by: 'lease', lease: { id: 'hanako~203.0.113.7_32' } }],
    });
    expect(await background.statusCache.get(CONNECTION)).toEqual(network);
  });

  test('reports every new status', async () => {
    const { environment } = await createBackground();
    const told: Network[] = [];
    const grants = createGrantMemory(environment.storage.session, environment.now);
    const statusCache = createStatusCache(environment, grants, async (_, network) => void told.push(network));
    await statusCache.get(CONNECTION);
    await statusCache.get(CONNECTION);
    expect(told.map(({ status }) => status)).toEqual(['denied']);
  });
});

describe('both families', () => {
  const BOTH = { ...CONNECTION, endpoints: ['https://v4.example.com'] };

  async function dual() {
    const made = await createBackground({ connections: [BOTH] });
    made.backend.addresses['v4.example.com'] = '203.0.113.7';
    made.backend.addresses['genkan.example.com'] = '2001:db8:77:1::';
    made.backend.endpoints = { ipv4: 'https://v4.example.com', dualStack: 'https://genkan.example.com' };
    return made;
  }

  test('are asked side by side once the person has confirmed the other endpoint, and it is remembered', async () => {
    const { backend, background, environment } = await dual();
    const network = await background.statusCache.get(BOTH);
    expect(network.status === 'problem' ? [] : network.observations.map(({ address }) => address)).toEqual([
      '2001:db8:77:1::',
      '203.0.113.7',
    ]);
    expect(backend.asked).toEqual([
      'GET https://genkan.example.com/v1/me',
      'GET https://v4.example.com/v1/me',
    ]);
    const [stored] = (await loadSettings(environment.storage)).settings.connections;
    expect(stored?.endpoints).toEqual(['https://v4.example.com']);
  });

  test('are both allowed', async () => {
    const { backend, background } = await dual();
    expect((await background.statusCache.allow(BOTH)).status).toBe('allowed');
    expect([...backend.leases.keys()]).toEqual(['2001:db8:77:1::/64', '203.0.113.7/32']);
  });

  test('that see one and the same address give one lease', async () => {
    const { background, backend } = await dual();
    backend.addresses['genkan.example.com'] = '203.0.113.7';
    const connection = { ...CONNECTION, endpoints: ['https://v4.example.com'] };
    expect(await background.statusCache.grant(connection)).toMatchObject({
      grantedCidrs: ['203.0.113.7/32'],
      leaseIds: ['hanako~203.0.113.7_32'],
    });
  });

  test('are denied while one of them is', async () => {
    const { backend, background } = await dual();
    backend.baseline.add('203.0.113.7/32');
    expect((await background.statusCache.get(BOTH)).status).toBe('denied');
  });

  test.each(['v4.example.com', 'genkan.example.com'])(
    'may be one: %s failing is not an error',
    async (host) => {
      const { backend, background } = await dual();
      await background.statusCache.get(BOTH);
      delete backend.addresses[host];
      expect((await background.statusCache.get(BOTH, { fresh: true })).status).toBe('denied');
      expect((await background.statusCache.allow(BOTH)).status).toBe('allowed');
    },
  );

  test('that both fail are one problem, the backend’s own words first', async () => {
    const { backend, background } = await dual();
    delete backend.addresses['v4.example.com'];
    backend.fault = 'unauthorized';
    expect(await background.statusCache.get(BOTH)).toMatchObject({ failure: { kind: 'unauthorized' } });
  });

  test('an endpoint that is not https is never given the key', async () => {
    const { backend, background } = await dual();
    backend.endpoints = { ipv4: 'http://v4.example.com' };
    await background.statusCache.get(CONNECTION);
    expect(backend.asked).toEqual(['GET https://genkan.example.com/v1/me']);
  });
});
