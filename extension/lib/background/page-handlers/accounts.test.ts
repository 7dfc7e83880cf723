import { beforeEach, expect, test } from 'vitest';
import { loadSettings } from '../../settings/store.ts';
import { CONNECTION, createBackground, type TestBackground } from '../../testing/create-background.ts';
import { ENDPOINT, KEY } from '../../testing/fake-backend.ts';
import { type FakeTarget, threeTargets } from '../../testing/fake-targets.ts';
import { readHistory } from '../history.ts';
import { connectionsFor } from '../tabs/connections-for.ts';
import { allowNetwork } from './allow-network.ts';
import { connect } from './connect.ts';
import { endLeases } from './end-leases.ts';
import { overview } from './read-overview.ts';

let made: TestBackground;
let staging: FakeTarget;

beforeEach(async () => {
  made = await createBackground();
  const targets = threeTargets();
  [, staging] = targets;
  made.backend.targets.push(...targets);
});

const states = async () => {
  const { network } = await overview(made.background, { fresh: true });
  return network?.status === 'problem' ? [] : network?.targets?.map(({ state }) => state);
};

test('the popup gets every account with its state, and one request allows all of them', async () => {
  expect(await states()).toEqual(['denied', 'denied', 'denied']);
  await allowNetwork(made.background, { minutes: 60 });
  expect(made.backend.grants).toEqual([{ minutes: 60 }]);
  expect(await states()).toEqual(['allowed', 'allowed', 'allowed']);
});

test('the popup allows one account alone', async () => {
  const { network } = await allowNetwork(made.background, { targets: ['staging'] });
  expect(made.backend.grants).toEqual([{ targets: ['staging'] }]);
  expect(network).toMatchObject({ status: 'denied', observations: [{ allowed: false, lease: {} }] });
  expect(await states()).toEqual(['denied', 'allowed', 'denied']);
});

test('a partial result is a status, not a failure, and stays until the account is reached', async () => {
  staging.grantFault = 'aws_unavailable';
  const made1 = await allowNetwork(made.background, {});
  expect(made1).not.toHaveProperty('failure');
  expect(made1.network).toMatchObject({
    targets: [{ state: 'allowed' }, { hasFailed: true, failure: { kind: 'aws_unavailable' } }, {}],
  });
  // A try that reaches nothing leaves what is known of the others.
  const made2 = await allowNetwork(made.background, { targets: ['staging'] });
  expect(made2).not.toHaveProperty('failure');
  expect(made2.network).toMatchObject({ targets: [{ state: 'allowed' }, { hasFailed: true }, {}] });
  staging.grantFault = undefined;
  await allowNetwork(made.background, { targets: ['staging'] });
  const { network } = await overview(made.background, { fresh: true });
  expect(JSON.stringify(network)).not.toContain('hasFailed');
  expect(await states()).toEqual(['allowed', 'allowed', 'allowed']);
});

test('a lease is remembered though the first account needs none', async () => {
  const [production] = made.backend.targets;
  production?.baseline.add('203.0.113.7/32');
  const { network } = await allowNetwork(made.background, {});
  expect(network).toMatchObject({ status: 'allowed' });
  expect(await readHistory(made.environment.storage)).toMatchObject([{ leaseId: 'hanako~203.0.113.7_32' }]);
  expect(await made.background.grants.last('one')).toMatchObject({ cidrs: ['203.0.113.7/32'] });
});

test('an account that the member has lost is not named as one that failed', async () => {
  staging.grantFault = 'busy';
  await allowNetwork(made.background, {});
  made.backend.targets.splice(1, 1);
  const { network } = await allowNetwork(made.background, { targets: ['staging'] });
  expect(JSON.stringify(network)).not.toContain('Staging');
  expect(network).toMatchObject({ status: 'allowed', targets: [{ name: 'Production' }, {}] });
});

test('the toolbar counts a network that some accounts deny as denied, and says how many allow it', async () => {
  staging.grantFault = 'busy';
  await allowNetwork(made.background, {});
  expect(made.environment.badges.at(-1)).toEqual({
    state: 'denied',
    title: 'Genkan: this network is allowed in 2 of 3 accounts',
  });
  staging.grantFault = undefined;
  await allowNetwork(made.background, {});
  expect(made.environment.badges.at(-1)).toMatchObject({ state: 'allowed' });
});

test('access that does not end in one account is told by its name, once', async () => {
  await allowNetwork(made.background, {});
  staging.endFault = 'busy';
  const ended = await endLeases(made.background, { ids: ['hanako~203.0.113.7_32'] });
  expect(ended.notEnded).toMatchObject([{ name: 'Staging', failure: { kind: 'busy' } }]);
  expect(ended).not.toHaveProperty('failure');
  expect(await overview(made.background, { fresh: false })).not.toHaveProperty('notEnded');
  expect(await made.environment.storage.session.get('overview')).not.toHaveProperty('notEnded');
});

test('a connection is the right one for a page of each of its accounts, and of no other', async () => {
  await overview(made.background, { fresh: true });
  const { settings } = await loadSettings(made.environment.storage);
  const fits = async (accountId: string) =>
    (await connectionsFor(made.background, settings, { accountId }, undefined)).connections.length;
  expect(
    await Promise.all(['123456789012', '210987654321', '333333333333', '999999999999'].map(fits)),
  ).toEqual([1, 1, 1, 0]);
});

test('a connection that was never tried turns out to lead to the account of a page', async () => {
  const { accountId: _, policyArn: __, ...untried } = CONNECTION;
  const other = await createBackground({ connections: [untried] });
  other.backend.targets.push(...threeTargets());
  const { settings } = await loadSettings(other.environment.storage);
  const fit = await connectionsFor(other.background, settings, { accountId: '210987654321' }, undefined);
  expect(fit).toMatchObject({ connections: [{ id: 'one' }], isSure: true });
});

test('what is known of the accounts is stored only when it has changed', async () => {
  await overview(made.background, { fresh: true });
  const before = await made.environment.storage.local.get('settings');
  let writes = 0;
  const { set } = made.environment.storage.local;
  Object.assign(made.environment.storage.local, {
    set: (key: string, value: unknown) => {
      writes += key === 'settings' ? 1 : 0;
      return set(key, value);
    },
  });
  await overview(made.background, { fresh: true });
  expect([writes, await made.environment.storage.local.get('settings')]).toEqual([0, before]);
});

test('a deployment that goes back to one policy leaves no other account behind', async () => {
  await overview(made.background, { fresh: true });
  made.backend.targets.length = 0;
  const { network } = await overview(made.background, { fresh: true });
  expect(network).not.toHaveProperty('targets');
  const { settings } = await loadSettings(made.environment.storage);
  expect(settings.connections[0]?.targets).toBeUndefined();
});

test('another deployment for one of the accounts is stored only when the person confirms it', async () => {
  const other = { ...CONNECTION, endpoint: 'https://other.example', accountId: '210987654321' };
  const { background, backend } = await createBackground({ connections: [other] });
  backend.targets.push(...threeTargets());
  expect(await connect(background, { endpoint: ENDPOINT, key: KEY })).toMatchObject({
    outcome: 'same_account',
    accountId: '210987654321',
  });
});

test('a connection without a name is called by its accounts', async () => {
  const { background, backend } = await createBackground({ connections: [] });
  backend.targets.push(...threeTargets());
  expect(await connect(background, { endpoint: ENDPOINT, key: KEY })).toMatchObject({
    outcome: 'stored',
    name: 'Production +2',
  });
  expect((await overview(background, { fresh: false })).connections).toEqual([
    { id: expect.any(String), name: 'Production +2' },
  ]);
});
