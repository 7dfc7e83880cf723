import { describe, expect, test } from 'vitest';
import { CONNECTION, createBackground } from '../../testing/create-background.ts';
import { ENDPOINT, KEY } from '../../testing/fake-backend.ts';
import { badgeFor } from '../badge.ts';
import { denialSeen } from '../prompt-handlers/denial-seen.ts';
import { allowNetwork } from './allow-network.ts';
import { endLeases } from './end-leases.ts';
import { overview } from './read-overview.ts';
import { selectConnection } from './select-connection.ts';
import { testConnection } from './test-connection.ts';

const TWO = {
  ...CONNECTION,
  id: 'two',
  name: '',
  accountId: '210987654321',
  endpoint: 'https://two.example',
};

describe('the overview', () => {
  test('says how this network stands, and keeps it for the popup to open with', async () => {
    const { background, environment } = await createBackground({ connections: [CONNECTION, TWO] });
    const made = await overview(background, { fresh: false });
    expect(made).toMatchObject({
      activeId: 'one',
      network: { status: 'denied' },
      connections: [
        { id: 'one', name: 'Production' },
        { id: 'two', name: '210987654321' },
      ],
      others: [],
    });
    expect(await environment.storage.session.get('overview')).toEqual(JSON.parse(JSON.stringify(made)));
  });

  test('lists my leases of other networks, not this one', async () => {
    const { background, backend, environment } = await createBackground();
    const times = { grantedAt: environment.clock, endsAt: environment.clock + 3600_000 };
    backend.leases.set('203.0.113.7/32', times).set('198.51.100.9/32', times);
    const { others, network } = await overview(background, { fresh: true });
    expect(others).toEqual([
      { id: 'hanako~198.51.100.9_32', cidr: '198.51.100.9/32', endsAt: environment.clock + 3600_000 },
    ]);
    expect(network?.status).toBe('allowed');
  });

  test('without a connection sends no request', async () => {
    const { background, backend } = await createBackground({ connections: [] });
    expect(await overview(background, { fresh: true })).toEqual({
      language: 'auto',
      setUp: false,
      connections: [],
      others: [],
    });
    expect(backend.asked).toEqual([]);
  });
});

describe('from the popup', () => {
  test('allowing shows the network as allowed and tells the tabs that ask', async () => {
    const { background, environment } = await createBackground();
    const texts = ['Access denied to s3:ListAllMyBuckets'];
    await denialSeen(background, { texts, page: {} }, { tabId: 5, signIn: false });
    expect(await allowNetwork(background, { minutes: 30, label: 'Home' })).toMatchObject({
      network: { status: 'allowed' },
    });
    expect(environment.shown).toMatchObject([{ tabId: 5, view: { state: 'propagating' } }]);
  });

  test('a failure is shown, and not kept', async () => {
    const { background, backend, environment } = await createBackground();
    await overview(background, { fresh: true });
    backend.fault = 'policy_full';
    const made = await allowNetwork(background, {});
    expect(made.failure).toMatchObject({ kind: 'policy_full' });
    expect(await environment.storage.session.get('overview')).not.toHaveProperty('failure');
  });

  test('ending takes the network out again', async () => {
    const { background } = await createBackground();
    const allowed = await allowNetwork(background, {});
    const ids =
      allowed.network?.status === 'allowed'
        ? allowed.network.observations.flatMap(({ lease }) => (lease ? [lease.id] : []))
        : [];
    expect(ids).toEqual(['hanako~203.0.113.7_32']);
    expect(await endLeases(background, { ids })).toMatchObject({ network: { status: 'denied' } });
  });

  test('another connection can be chosen, an unknown one cannot', async () => {
    const { background } = await createBackground({ connections: [CONNECTION, TWO] });
    expect((await selectConnection(background, { id: 'two' })).activeId).toBe('two');
    expect((await selectConnection(background, { id: 'three' })).activeId).toBe('two');
  });
});

describe('testing a connection', () => {
  test('names the member and the account, and stores nothing', async () => {
    const { background, environment } = await createBackground({ connections: [] });
    expect(await testConnection(background, { endpoint: ENDPOINT, key: KEY })).toMatchObject({
      status: 'denied',
      member: 'Hanako',
      accountId: '123456789012',
    });
    expect(await environment.storage.local.get('settings')).toMatchObject({ connections: [] });
  });

  test('says what is wrong', async () => {
    const { background, backend } = await createBackground();
    backend.fault = 'unauthorized';
    expect(await testConnection(background, { endpoint: ENDPOINT, key: KEY })).toMatchObject({
      status: 'problem',
      failure: { kind: 'unauthorized' },
    });
  });
});

describe('the toolbar button', () => {
  test('says the state in words, and is woken when access ends', async () => {
    const { background, environment, backend } = await createBackground();
    await badgeFor(environment, CONNECTION, await background.statusCache.get(CONNECTION));
    await badgeFor(environment, CONNECTION, await background.statusCache.allow(CONNECTION));
    expect(environment.badges).toEqual([
      { state: 'denied', title: 'Genkan: this network is not allowed' },
      { state: 'allowed', title: 'Genkan: this network is allowed' },
    ]);
    expect(environment.alarms.get('access-ends')).toBe(backend.leases.get('203.0.113.7/32')?.endsAt);
  });

  test('speaks of the connection in use only', async () => {
    const { background, environment } = await createBackground({ connections: [CONNECTION, TWO] });
    await badgeFor(environment, TWO, await background.statusCache.get(CONNECTION));
    expect(environment.badges).toEqual([]);
  });
});
