import { expect, test } from 'vitest';
import { loadSettings } from '../../settings/store.ts';
import { CONNECTION, createBackground } from '../../testing/create-background.ts';
import { connectionsFor } from './connections-for.ts';

const OTHER = { ...CONNECTION, id: 'two', name: 'Staging', accountId: '210987654321' };
const { accountId: _, policyArn: __, ...NEVER_TRIED } = { ...CONNECTION, id: 'new' };
const KEYLESS = { ...CONNECTION, id: 'keyless', key: '' };

test.each([
  ['its account', [CONNECTION, OTHER], { accountId: '123456789012' }, ['one'], true],
  ['another account', [CONNECTION, OTHER], { accountId: '210987654321' }, ['two'], true],
  ['an account nobody connected', [CONNECTION, OTHER], { accountId: '999999999999' }, [], false],
  [
    'an account that two connections lead to',
    [CONNECTION, { ...CONNECTION, id: 'b' }],
    { accountId: '123456789012' },
    ['one', 'b'],
    false,
  ],
  ['no account, and one connection', [CONNECTION], {}, ['one'], true],
  ['no account, and several connections', [CONNECTION, OTHER], {}, ['one', 'two'], false],
  ['an alias, and one connection', [CONNECTION], { alias: 'my-company' }, ['one'], false],
  ['an account, and a connection without a key', [KEYLESS], { accountId: '123456789012' }, [], false],
  ['nothing at all, without connections', [], {}, [], false],
  [
    'the account of a connection that was never tried',
    [NEVER_TRIED],
    { accountId: '123456789012' },
    ['new'],
    true,
  ],
  [
    'another account than that of one that was never tried',
    [NEVER_TRIED],
    { accountId: '999999999999' },
    [],
    false,
  ],
])('a page that names %s', async (_name, connections, page, ids, isSure) => {
  const { background, environment } = await createBackground({ connections });
  const { settings } = await loadSettings(environment.storage);
  const fit = await connectionsFor(background, settings, page, undefined);
  expect({ ids: fit.connections.map(({ id }) => id), isSure }).toEqual({ ids, isSure });
});

test('the choice for an alias holds for other tabs', async () => {
  const { background, environment } = await createBackground({ connections: [CONNECTION, OTHER] });
  await background.tabs.choose('my-company', 'two');
  const { settings } = await loadSettings(environment.storage);
  const fit = await connectionsFor(background, settings, { alias: 'my-company' }, undefined);
  expect(fit).toMatchObject({ connections: [{ id: 'two' }], isSure: true });
});

test('the choice in a tab holds for pages of the same kind, not for a page that names another account', async () => {
  const { background, environment } = await createBackground({ connections: [CONNECTION, OTHER] });
  await background.tabs.apply(1, 'ask', { connectionId: 'two', question: { page: {}, signIn: true } });
  const state = await background.tabs.get(1);
  const { settings } = await loadSettings(environment.storage);
  const idsFor = async (page: Parameters<typeof connectionsFor>[2]) =>
    (await connectionsFor(background, settings, page, state)).connections.map(({ id }) => id);
  expect(await idsFor({})).toEqual(['two']);
  expect(await idsFor({ alias: 'other-company' })).toEqual(['one', 'two']);
  expect(await idsFor({ accountId: '123456789012' })).toEqual(['one']);
  expect(await idsFor({ accountId: '999999999999' })).toEqual([]);
});
