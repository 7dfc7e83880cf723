import { describe, expect, test } from 'vitest';
import type { Connection } from '../../settings/settings.ts';
import { loadSettings } from '../../settings/store.ts';
import { CONNECTION, createBackground, type TestBackground } from '../../testing/create-background.ts';
import { ENDPOINT, KEY } from '../../testing/fake-backend.ts';
import { badgeFor } from '../badge.ts';
import { connect } from './connect.ts';
import { testConnection } from './test-connection.ts';

const OTHER_KEY = `genkan_hanako.${'B'.repeat(42)}A`;
const TARO_KEY = `genkan_taro.${'A'.repeat(43)}`;

async function stored({ environment }: TestBackground): Promise<readonly Connection[]> {
  return (await loadSettings(environment.storage)).settings.connections;
}

describe('connecting', () => {
  test.each(['unauthorized', 'not_found'] as const)(
    'with what is %s stores nothing and leaves the working connection alone',
    async (fault) => {
      const test = await createBackground();
      test.backend.fault = fault;
      expect(await connect(test.background, { endpoint: ENDPOINT, key: OTHER_KEY })).toMatchObject({
        outcome: 'failed',
        failure: { kind: fault },
        canSave: false,
      });
      // Not even when the page insists on what only an unreachable server allows.
      expect(await stored(test)).toEqual([CONNECTION]);
    },
  );

  test('to something else than Genkan stores nothing', async () => {
    const test = await createBackground();
    test.backend.fault = () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
    expect(await connect(test.background, { endpoint: ENDPOINT, key: KEY })).toMatchObject({
      outcome: 'failed',
      canSave: false,
    });
    expect(await stored(test)).toEqual([CONNECTION]);
  });

  test('to a server that is down stores only what the person accepts', async () => {
    const test = await createBackground();
    const way = { endpoint: 'https://down.example', key: KEY, name: 'Down' };
    expect(await connect(test.background, way)).toMatchObject({ outcome: 'failed', canSave: true });
    expect(await stored(test)).toEqual([CONNECTION]);
    expect(await connect(test.background, { ...way, accept: ['untested'] })).toMatchObject({
      outcome: 'stored',
      network: { status: 'problem' },
    });
    expect(await stored(test)).toMatchObject([CONNECTION, { name: 'Down', key: KEY }]);
  });

  test('the same member of the same backend again replaces the key and keeps id and name', async () => {
    const test = await createBackground();
    expect(await connect(test.background, { endpoint: ENDPOINT, key: OTHER_KEY })).toMatchObject({
      outcome: 'stored',
      id: 'one',
      name: 'Production',
      replaced: true,
    });
    expect(await stored(test)).toMatchObject([{ id: 'one', name: 'Production', key: OTHER_KEY }]);
  });

  test('another member of the same backend is another connection', async () => {
    const test = await createBackground();
    await connect(test.background, { endpoint: ENDPOINT, key: TARO_KEY });
    expect(await stored(test)).toMatchObject([
      { id: 'one', key: KEY },
      { key: TARO_KEY, endpoint: ENDPOINT },
    ]);
  });

  test('a new key for one connection is tried before the old one is given up', async () => {
    const test = await createBackground();
    test.backend.fault = 'unauthorized';
    await connect(test.background, { endpoint: ENDPOINT, key: OTHER_KEY, id: 'one' });
    expect(await stored(test)).toEqual([CONNECTION]);
    test.backend.fault = undefined;
    await connect(test.background, { endpoint: ENDPOINT, key: OTHER_KEY, id: 'one' });
    expect(await stored(test)).toMatchObject([{ key: OTHER_KEY }]);
  });

  test('to an account that another deployment has is stored only when the person accepts it', async () => {
    const test = await createBackground();
    test.backend.addresses['evil.example'] = '203.0.113.7';
    const way = { endpoint: 'https://evil.example', key: KEY };
    expect(await connect(test.background, way)).toEqual({
      outcome: 'same_account',
      accountId: '123456789012',
      other: { name: 'Production', host: 'genkan.example.com' },
    });
    expect(await stored(test)).toEqual([CONNECTION]);
    await connect(test.background, { ...way, accept: ['same_account'] });
    expect(await stored(test)).toMatchObject([CONNECTION, { endpoint: 'https://evil.example' }]);
  });

  test('fills in the key that the organisation leaves to each person', async () => {
    const test = await createBackground({ connections: [] });
    await test.environment.storage.managed.set('connections', [{ name: 'Team', endpoint: ENDPOINT }]);
    await connect(test.background, { endpoint: ENDPOINT, key: KEY });
    expect(await stored(test)).toMatchObject([{ name: 'Team', managed: true, key: KEY }]);
  });

  test('updates what the popup opens with at once', async () => {
    const { background, environment } = await createBackground({ connections: [] });
    await connect(background, { endpoint: ENDPOINT, key: KEY });
    expect(await environment.storage.session.get('overview')).toMatchObject({
      setUp: true,
      network: { status: 'denied' },
      connections: [{ accountId: '123456789012' }],
    });
  });
});

describe('an endpoint that only the backend names', () => {
  test('gets no request until a person confirms it', async () => {
    const test = await createBackground({ connections: [] });
    test.backend.addresses['v4.example'] = '198.51.100.4';
    test.backend.endpoints = { ipv4: 'https://v4.example', dualStack: `${ENDPOINT}/` };
    await connect(test.background, { endpoint: ENDPOINT, key: KEY });
    const [connection = CONNECTION] = await stored(test);
    expect(connection).toMatchObject({ endpoints: [], offered: ['https://v4.example'] });
    await test.background.statusCache.allow(connection);
    expect(test.backend.asked.filter((asked) => asked.includes('v4.example'))).toEqual([]);

    const confirmed = { ...connection, endpoints: ['https://v4.example'] };
    const { endpoint, key, endpoints } = confirmed;
    expect(await testConnection(test.background, { endpoint, key, endpoints })).toMatchObject({
      observations: [{ address: '203.0.113.7' }, { address: '198.51.100.4' }],
    });
  });
});

test('the toolbar follows a new connection and stops when a status is old', async () => {
  const { background, environment } = await createBackground();
  const network = await background.statusCache.get(CONNECTION);
  await badgeFor(environment, CONNECTION, network);
  expect(environment.alarms.get('answer-old')).toBe(environment.clock + 10 * 60_000);
  environment.clock += 10 * 60_000;
  await badgeFor(environment, CONNECTION, network);
  expect(environment.badges.map(({ state }) => state)).toEqual(['denied', 'unknown']);
});
