/** What an organisation prescribes through the browser's policies (`storage.managed`, see public/managed-schema.json). */
import { crc32 } from '@genkan/shared/codes/crc32';
import { parseMemberKey } from '@genkan/shared/codes/member-key';
import { parseSetupCode } from '@genkan/shared/codes/setup-code';
import * as v from 'valibot';
import type { Area } from '../platform/environment.ts';
import {
  type Connection,
  endpointSchema,
  MAX_NAME_LENGTH,
  PROMPT_PREFERENCES,
  type PromptPreference,
} from './settings.ts';

/** One connection as the organisation writes it. Its parts are checked one by one, so that a warning can name the part. */
const entrySchema = v.object({
  name: v.fallback(v.string(), ''),
  setupCode: v.optional(v.string()),
  endpoint: v.optional(v.unknown()),
  endpoints: v.optional(v.array(v.unknown()), []),
  key: v.optional(v.string(), ''),
  /** Only in the copy that this computer keeps: the organisation gives a key, which is not copied. */
  keyWithheld: v.optional(v.boolean(), false),
});

const promptSchema = v.picklist(PROMPT_PREFERENCES);

/** Why a part of the organisation's settings is not used. */
export type NoticeProblem = 'form' | 'setup_code' | 'endpoint' | 'key' | 'twice';

/** A part of the organisation's settings that is not used; the rest of them holds. */
export interface Notice {
  readonly setting: string;
  /** Which entry of a list, counted from 1. */
  readonly entry?: number;
  readonly problem: NoticeProblem;
}

export interface Managed {
  readonly connections: readonly Connection[];
  readonly prompt?: PromptPreference;
  /** People may not add connections of their own. */
  readonly onlyThese: boolean;
  readonly notices: readonly Notice[];
}

/** Reads the organisation's settings; a part that cannot be read is left out and named. Never throws. */
export async function readManaged(area: Area): Promise<Managed> {
  const notices: Notice[] = [];
  const read = async <T>(key: string, schema: v.GenericSchema<unknown, T>, fallback: T): Promise<T> => {
    const raw = await area.get(key);
    if (raw === undefined) return fallback;
    const parsed = v.safeParse(schema, raw);
    if (parsed.success) return parsed.output;
    notices.push({ setting: key, problem: 'form' });
    return fallback;
  };
  const [entries, prompt, onlyThese] = await Promise.all([
    read('connections', v.array(v.unknown()), []),
    read('prompt', v.optional(promptSchema), undefined),
    read('onlyManagedConnections', v.boolean(), false),
  ]);
  const connections: Connection[] = [];
  for (const [index, raw] of entries.entries()) {
    const warn = (problem: NoticeProblem) =>
      notices.push({ setting: 'connections', entry: index + 1, problem });
    const connection = readEntry(raw, warn);
    if (!connection) continue;
    // The endpoint is the connection's identity: another position in the list loses no key that a person has typed.
    if (connections.some(({ endpoint }) => endpoint === connection.endpoint)) warn('twice');
    else connections.push(connection);
  }
  return { connections, ...(prompt ? { prompt } : {}), onlyThese, notices };
}

function readEntry(raw: unknown, warn: (problem: NoticeProblem) => void): Connection | undefined {
  const entry = v.safeParse(entrySchema, raw);
  if (!entry.success) return void warn('form');
  const { name, setupCode, key, keyWithheld } = entry.output;
  const code = setupCode === undefined ? undefined : parseSetupCode(setupCode);
  if (code?.ok === false) warn('setup_code');
  const endpoint = v.safeParse(endpointSchema, code?.ok ? code.value.endpoint : entry.output.endpoint);
  if (!endpoint.success) {
    // A code that cannot be read has been named already.
    if (code?.ok !== false) warn('endpoint');
    return undefined;
  }
  const given = code?.ok ? code.value.key : key.trim();
  const isKey = given !== '' && parseMemberKey(given).ok;
  if (given !== '' && !isKey) warn('key');
  const endpoints = entry.output.endpoints.flatMap((each) => {
    const other = v.safeParse(endpointSchema, each);
    if (!other.success) warn('endpoint');
    return other.success && other.output !== endpoint.output ? [other.output] : [];
  });
  return {
    id: managedId(endpoint.output),
    name: name.trim().slice(0, MAX_NAME_LENGTH),
    endpoint: endpoint.output,
    key: isKey ? given : '',
    endpoints,
    managed: true,
    ...(isKey || keyWithheld ? { keyFromOrganisation: true } : {}),
  };
}

/** The same for the same endpoint, wherever it stands in the list. */
function managedId(endpoint: string): string {
  return `managed-${crc32(new TextEncoder().encode(endpoint)).toString(16).padStart(8, '0')}`;
}

/**
 * The organisation's setting as this computer may keep it for the next start of the browser: without keys, which stay
 * where the organisation has put them.
 */
export function withoutKeys(setting: string, value: unknown): unknown {
  const entries = v.safeParse(v.array(v.unknown()), value);
  if (setting !== 'connections' || !entries.success) return value;
  return entries.output.flatMap((raw) => {
    const connection = readEntry(raw, () => undefined);
    if (!connection) return [];
    const { name, endpoint, endpoints, keyFromOrganisation } = connection;
    return [{ name, endpoint, endpoints, ...(keyFromOrganisation ? { keyWithheld: true } : {}) }];
  });
}

/** Whether a kept setting lacks a key that the organisation gives. */
export function lacksKeys(kept: unknown): boolean {
  const entries = v.safeParse(v.array(entrySchema), kept);
  return entries.success && entries.output.some(({ keyWithheld }) => keyWithheld);
}
