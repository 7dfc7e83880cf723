import { encodeSetupCode } from '@genkan/shared/codes/setup-code';
import { describe, expect, test } from 'vitest';
import { CONNECTION, createBackground } from '../testing/create-background.ts';
import { KEY } from '../testing/fake-backend.ts';
import { createMemoryEnvironment } from '../testing/memory-environment.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { changeConnections, choose, loadSettings, withConnection } from './store.ts';

const empty = () => createMemoryEnvironment(fetch);

describe('settings', () => {
  test('start with the defaults', async () => {
    expect(await loadSettings(empty().storage)).toEqual({
      settings: DEFAULT_SETTINGS,
      notices: [],
      locked: { prompt: false, connections: false },
    });
  });

  test('survive', async () => {
    const environment = empty();
    await choose(environment.storage.local, { prompt: 'automatic' });
    expect((await loadSettings(environment.storage)).settings.prompt).toBe('automatic');
  });

  test('never lose one of two changes made at once', async () => {
    const environment = empty();
    const add = (id: string) =>
      changeConnections(environment, (stored) => ({
        ...stored,
        connections: [...stored.connections, { ...CONNECTION, id }],
      }));
    await Promise.all([
      add('one'),
      choose(environment.storage.local, { prompt: 'automatic' }),
      add('two'),
      choose(environment.storage.local, { language: 'ja' }),
    ]);
    expect((await loadSettings(environment.storage)).settings).toMatchObject({
      connections: [{ id: 'one' }, { id: 'two' }],
      prompt: 'automatic',
      language: 'ja',
    });
  });

  test('that are choices are written in the moment they are made', () => {
    const written: [string, unknown][] = [];
    const { local } = empty().storage;
    const set = (key: string, value: unknown) => {
      written.push([key, value]);
      return local.set(key, value);
    };
    void choose({ ...local, set }, { prompt: 'automatic' });
    expect(written).toEqual([['prompt', 'automatic']]);
  });

  test('with a choice that does not exist keep everything else', async () => {
    const { environment } = await createBackground({ language: 'ja' });
    await environment.storage.local.set('prompt', 'always');
    expect((await loadSettings(environment.storage)).settings).toMatchObject({
      connections: [CONNECTION],
      prompt: 'signin',
      language: 'ja',
    });
  });

  test('of a connection that was removed meanwhile do not bring it back', async () => {
    const environment = empty();
    await changeConnections(environment, withConnection(CONNECTION, { accountId: '210987654321' }));
    expect((await loadSettings(environment.storage)).settings.connections).toEqual([]);
  });

  test('that are corrupt fall back and say so', async () => {
    const environment = empty();
    await environment.storage.local.set('settings', { version: 1, connections: 'none' });
    const { settings, warning } = await loadSettings(environment.storage);
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(warning).toContain('connections');
  });
});

describe('stored connections', () => {
  test('that are readable survive one that is not, which stays in the store', async () => {
    const { environment } = await createBackground();
    const broken = { id: 'two', name: 5, key: 'genkan_x' };
    const stored = { version: 2, connections: [broken, CONNECTION], activeId: 'one' };
    await environment.storage.local.set('settings', stored);
    const { settings, warning } = await loadSettings(environment.storage);
    expect(settings).toMatchObject({ connections: [CONNECTION], unreadable: [broken] });
    expect(warning).toBeUndefined();
    await changeConnections(environment, withConnection(CONNECTION, { name: 'New' }));
    expect(await environment.storage.local.get('settings')).toMatchObject({
      connections: [{ id: 'one', name: 'New' }, broken],
    });
  });

  test('of version 1 keep their keys, and endpoints that only a backend named are confirmed anew', async () => {
    const { environment } = await createBackground();
    const old = { ...CONNECTION, endpoints: ['https://named.example'] };
    await environment.storage.local.set('settings', { version: 1, connections: [old, 5] });
    expect((await loadSettings(environment.storage)).settings).toMatchObject({
      connections: [{ key: KEY, endpoints: [] }],
      unreadable: [5],
    });
  });
});

describe('an organisation', () => {
  const code = encodeSetupCode({ endpoint: 'https://genkan.example.com', key: KEY });

  test('gives connections and fixes when to ask', async () => {
    const { managed, ...storage } = empty().storage;
    await managed.set('connections', [{ name: 'Team', setupCode: code }]);
    await managed.set('prompt', 'refused');
    const { settings, locked, notices } = await loadSettings({ ...storage, managed });
    expect(settings).toMatchObject({
      prompt: 'refused',
      connections: [{ name: 'Team', endpoint: 'https://genkan.example.com', key: KEY, managed: true }],
    });
    expect(locked).toEqual({ prompt: true, connections: false });
    expect(notices).toEqual([]);
  });

  test('may leave the key to each person, and what was learnt is kept', async () => {
    const environment = empty();
    await environment.storage.managed.set('connections', [{ name: 'Team', endpoint: 'https://g.example' }]);
    const [given = CONNECTION] = (await loadSettings(environment.storage)).settings.connections;
    await changeConnections(environment, withConnection(given, { key: KEY }));
    await changeConnections(environment, withConnection(given, { accountId: '123456789012' }));
    const { settings } = await loadSettings(environment.storage);
    expect(settings.connections).toMatchObject([{ key: KEY, accountId: '123456789012', managed: true }]);
  });

  test('that moves its backend is followed, and the old key is not sent there', async () => {
    const environment = empty();
    const prescribe = (endpoint: string) =>
      environment.storage.managed.set('connections', [{ name: 'Team', endpoint }]);
    const read = async () => (await loadSettings(environment.storage)).settings.connections[0] ?? CONNECTION;
    await prescribe('https://old.example');
    await changeConnections(environment, withConnection(await read(), { key: KEY }));
    await prescribe('https://new.example');
    expect(await read()).toMatchObject({ endpoint: 'https://new.example', key: '' });
    await changeConnections(environment, withConnection(await read(), { key: KEY }));
    expect(await read()).toMatchObject({ endpoint: 'https://new.example', key: KEY });
  });

  test('that comes late holds no change up, and leaves a choice of the person as it was', async () => {
    const environment = empty();
    const silent = { ...environment.storage.managed, get: () => new Promise<never>(() => {}) };
    await changeConnections(
      { lock: environment.lock, storage: { ...environment.storage, managed: silent } },
      (stored) => ({ ...stored, connections: [CONNECTION] }),
    );
    await choose(environment.storage.local, { prompt: 'automatic' });
    await environment.storage.managed.set('prompt', 'refused');
    expect((await loadSettings(environment.storage)).settings).toMatchObject({
      connections: [CONNECTION],
      prompt: 'refused',
    });
    await choose(environment.storage.local, { language: 'ja' });
    await environment.storage.managed.remove('prompt');
    expect((await loadSettings(environment.storage)).settings).toMatchObject({
      prompt: 'automatic',
      language: 'ja',
    });
  });

  test('may allow no others', async () => {
    const { environment } = await createBackground();
    await environment.storage.managed.set('onlyManagedConnections', true);
    const { settings, locked } = await loadSettings(environment.storage);
    expect(settings.connections).toEqual([]);
    expect(locked.connections).toBe(true);
  });

  test('that misspells something is told which part, and every other part holds', async () => {
    const environment = empty();
    await environment.storage.managed.set('prompt', 'always');
    await environment.storage.managed.set('connections', [
      { name: 'Team', setupCode: 'genkan1_x' },
      'text',
      { name: 'No address', endpoint: 'http://insecure.example' },
      { name: 5, endpoint: 'https://one.example' },
      { name: 'Bad key', endpoint: 'https://two.example', key: 'secret' },
      { name: 'Twice', endpoint: 'https://one.example/' },
      { name: 'n'.repeat(100), setupCode: code },
    ]);
    const { settings, notices } = await loadSettings(environment.storage);
    expect(settings.connections).toMatchObject([
      { name: '', endpoint: 'https://one.example' },
      { name: 'Bad key', endpoint: 'https://two.example', key: '' },
      { name: 'n'.repeat(80), key: KEY },
    ]);
    expect(notices).toEqual([
      { setting: 'prompt', problem: 'form' },
      { setting: 'connections', entry: 1, problem: 'setup_code' },
      { setting: 'connections', entry: 2, problem: 'form' },
      { setting: 'connections', entry: 3, problem: 'endpoint' },
      { setting: 'connections', entry: 5, problem: 'key' },
      { setting: 'connections', entry: 6, problem: 'twice' },
    ]);
  });

  test('that inserts a connection loses no key that was typed for another', async () => {
    const environment = empty();
    const { managed } = environment.storage;
    const entry = { name: 'Team', endpoint: 'https://g.example' };
    await managed.set('connections', [entry]);
    const [given = CONNECTION] = (await loadSettings(environment.storage)).settings.connections;
    await changeConnections(environment, withConnection(given, { key: KEY }));
    await managed.set('connections', [{ name: 'New', endpoint: 'https://new.example' }, entry]);
    expect((await loadSettings(environment.storage)).settings.connections).toMatchObject([
      { name: 'New', key: '' },
      { name: 'Team', key: KEY },
    ]);
  });

  test('that gives the key keeps it in its policy alone', async () => {
    const environment = empty();
    await environment.storage.managed.set('connections', [{ name: 'Team', setupCode: code }]);
    const [given = CONNECTION] = (await loadSettings(environment.storage)).settings.connections;
    await changeConnections(environment, withConnection(given, { accountId: '123456789012' }));
    expect(JSON.stringify(await environment.storage.local.get('settings'))).not.toContain(KEY);
    expect((await loadSettings(environment.storage)).settings.connections).toMatchObject([
      { key: KEY, accountId: '123456789012' },
    ]);
  });

  test('confirms endpoints of the same deployment', async () => {
    const environment = empty();
    await environment.storage.managed.set('connections', [
      { endpoint: 'https://g.example', endpoints: ['https://v4.g.example', 'g'] },
    ]);
    const { settings, notices } = await loadSettings(environment.storage);
    expect(settings.connections).toMatchObject([{ endpoints: ['https://v4.g.example'] }]);
    expect(notices).toEqual([{ setting: 'connections', entry: 1, problem: 'endpoint' }]);
  });
});
