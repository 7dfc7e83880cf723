/** Settings as stored on this computer, with what the organisation prescribes laid over them. */
import type { Environment } from './environment.ts';
import { readManaged } from './managed.ts';
import { type Connection, SETTINGS_SPEC, type Settings } from './settings.ts';
import { readVersioned } from './versioned.ts';

const KEY = 'settings';

export interface LoadedSettings {
  readonly settings: Settings;
  /** Why the stored settings could not be used; then the defaults are in force. */
  readonly warning?: string;
  /** What of the organisation's settings cannot be read; the rest of them holds. */
  readonly notices: readonly string[];
  /** Fields the organisation has fixed. */
  readonly locked: { readonly prompt: boolean; readonly connections: boolean };
}

/** Loads the settings. Never throws: a corrupt store falls back to the defaults and says so. */
export async function loadSettings(storage: Environment['storage']): Promise<LoadedSettings> {
  const [stored, managed] = await Promise.all([storage.local.get(KEY), readManaged(storage.managed)]);
  const reading = readVersioned(stored, SETTINGS_SPEC);
  const own = reading.value.connections.filter(({ managed }) => !managed);
  const settings: Settings = {
    ...reading.value,
    ...(managed.prompt ? { prompt: managed.prompt } : {}),
    connections: [
      ...managed.connections.map((connection) => withMemory(connection, reading.value.connections)),
      ...(managed.onlyThese ? [] : own),
    ],
  };
  return {
    settings,
    ...(reading.from === 'fallback' ? { warning: reading.reason } : {}),
    notices: managed.warnings,
    locked: { prompt: managed.prompt !== undefined, connections: managed.onlyThese },
  };
}

/** The organisation says where, the store remembers what was learnt (account, endpoints) and a key typed by hand. */
function withMemory(connection: Connection, stored: readonly Connection[]): Connection {
  const memory = stored.find(({ id }) => id === connection.id);
  if (!memory || memory.endpoint !== connection.endpoint) return connection;
  return { ...memory, ...connection, endpoints: memory.endpoints, key: connection.key || memory.key };
}

/** Changes the settings: read-modify-write under a lock, because background and options page both do it. */
export function changeSettings(
  environment: Pick<Environment, 'storage' | 'lock'>,
  change: (settings: Settings) => Settings,
): Promise<void> {
  return environment.lock(async () => {
    const { settings } = await loadSettings(environment.storage);
    await environment.storage.local.set(KEY, change(settings));
  });
}
