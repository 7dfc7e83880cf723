/** What an organisation prescribes through the browser's policies (`storage.managed`, see public/managed-schema.json). */
import { parseSetupCode } from '@genkan/shared/setup-code';
import * as v from 'valibot';
import type { Area } from './environment.ts';
import { type Connection, endpointSchema, PROMPT_PREFERENCES, type PromptPreference } from './settings.ts';

const managedConnectionSchema = v.object({
  name: v.optional(v.string(), ''),
  setupCode: v.optional(v.string()),
  endpoint: v.optional(endpointSchema),
  key: v.optional(v.string(), ''),
});
const connectionsSchema = v.array(managedConnectionSchema);
const promptSchema = v.picklist(PROMPT_PREFERENCES);

export interface Managed {
  readonly connections: readonly Connection[];
  readonly prompt?: PromptPreference;
  /** People may not add connections of their own. */
  readonly onlyThese: boolean;
  readonly warnings: readonly string[];
}

/** Reads the organisation's settings; one that cannot be read is left out and named. Never throws. */
export async function readManaged(area: Area): Promise<Managed> {
  const warnings: string[] = [];
  const read = async <T>(key: string, schema: v.GenericSchema<unknown, T>, fallback: T): Promise<T> => {
    const raw = await area.get(key);
    if (raw === undefined) return fallback;
    const parsed = v.safeParse(schema, raw);
    if (parsed.success) return parsed.output;
    warnings.push(`Your organisation's setting "${key}" cannot be read: ${v.summarize(parsed.issues)}`);
    return fallback;
  };
  const [prescribed, prompt, onlyThese] = await Promise.all([
    read('connections', connectionsSchema, []),
    read('prompt', v.optional(promptSchema), undefined),
    read('onlyManagedConnections', v.boolean(), false),
  ]);
  const connections: Connection[] = [];
  for (const [index, given] of prescribed.entries()) {
    const code = given.setupCode === undefined ? undefined : parseSetupCode(given.setupCode);
    const endpoint = code?.ok ? code.value.endpoint : given.endpoint;
    if (code?.ok === false) warnings.push(`Your organisation's setup code cannot be read: ${code.reason}`);
    if (endpoint === undefined) continue;
    connections.push({
      id: `managed-${index}`,
      name: given.name,
      endpoint,
      key: code?.ok ? code.value.key : given.key,
      endpoints: [],
      managed: true,
    });
  }
  return {
    connections,
    ...(prompt ? { prompt } : {}),
    onlyThese,
    warnings,
  };
}
