/** Settings as stored on this computer, with what the organisation prescribes laid over them. */
import * as v from 'valibot';
import type { Area, Environment } from '../platform/environment.ts';
import { type Notice, readManaged } from './managed.ts';
import {
  type Choices,
  CONNECTIONS_SPEC,
  type Connection,
  type Connections,
  choicesSchema,
  type Settings,
  toStored,
} from './settings.ts';
import { readVersioned } from './versioned.ts';

/** Key of the connections; each choice has a key of its own. */
const KEY = 'settings';

export interface LoadedSettings {
  readonly settings: Settings;
  /** Why the stored settings could not be used; then the defaults are in force. For reports: a library wrote it. */
  readonly warning?: string;
  /** What of the organisation's settings cannot be read; the rest of them holds. */
  readonly notices: readonly Notice[];
  /** Fields the organisation has fixed. */
  readonly locked: { readonly prompt: boolean; readonly connections: boolean };
}

/** Loads the settings. Never throws: a corrupt store falls back to the defaults and says so. */
export async function loadSettings(storage: Environment['storage']): Promise<LoadedSettings> {
  const [stored, prompt, language, reminder, managed] = await Promise.all([
    storage.local.get(KEY),
    storage.local.get('prompt'),
    storage.local.get('language'),
    storage.local.get('reminder'),
    readManaged(storage.managed),
  ]);
  const reading = readVersioned(stored, CONNECTIONS_SPEC);
  const own = reading.value.connections.filter(({ managed }) => !managed);
  const settings: Settings = {
    ...reading.value,
    ...v.parse(choicesSchema, { prompt, language, reminder }),
    ...(managed.prompt ? { prompt: managed.prompt } : {}),
    connections: [
      ...managed.connections.map((connection) => withMemory(connection, reading.value.connections)),
      ...(managed.onlyThese ? [] : own),
    ],
  };
  return {
    settings,
    ...(reading.from === 'fallback' ? { warning: reading.reason } : {}),
    notices: managed.notices,
    locked: { prompt: managed.prompt !== undefined, connections: managed.onlyThese },
  };
}

/**
 * The organisation says where, the store remembers what was learnt (account), what the person has confirmed (endpoints)
 * and a key typed by hand. The endpoint tells which is which.
 */
function withMemory(connection: Connection, stored: readonly Connection[]): Connection {
  const memory = stored.find((each) => isSameManaged(each, connection));
  if (!memory) return connection;
  const endpoints = [...new Set([...connection.endpoints, ...memory.endpoints])];
  const key = connection.keyFromOrganisation ? connection.key : memory.key;
  return { ...memory, ...connection, endpoints, key };
}

function isSameManaged(stored: Connection, connection: Connection): boolean {
  return stored.managed && stored.endpoint === connection.endpoint;
}

/**
 * Remembers choices. Each is written at once, without reading: the browser carries it out though the page is left in
 * the same moment.
 */
export async function choose(local: Area, choices: Partial<Choices>): Promise<void> {
  await Promise.all(Object.entries(choices).map(([name, choice]) => local.set(name, choice)));
}

/**
 * Changes the connections that this computer stores: read-modify-write under a lock, because background and options page
 * both do it. Does not wait for the organisation's settings, which Chromium may hold back for seconds after it has
 * started: a page that is left meanwhile would take its change with it. They are laid over when the settings are read.
 */
export function changeConnections(
  environment: Pick<Environment, 'storage' | 'lock'>,
  change: (stored: Connections) => Connections,
): Promise<void> {
  return environment.lock(async () => {
    const { value } = readVersioned(await environment.storage.local.get(KEY), CONNECTIONS_SPEC);
    await environment.storage.local.set(KEY, toStored(change(value)));
  });
}

/** A change of one connection. One that the organisation gave may not be stored yet; any other that is gone stays gone. */
export function withConnection(
  connection: Connection,
  news: Partial<Connection>,
): (stored: Connections) => Connections {
  return (stored) => {
    const { connections } = stored;
    const change = (each: Connection) => (each.id === connection.id ? { ...each, ...news } : each);
    if (!connection.managed) return { ...stored, connections: connections.map(change) };
    const others = connections.filter((each) => !isSameManaged(each, connection));
    const { keyFromOrganisation, ...changed } = { ...withMemory(connection, connections), ...news };
    // A key of the organisation stays in its policy.
    return { ...stored, connections: [...others, keyFromOrganisation ? { ...changed, key: '' } : changed] };
  };
}
