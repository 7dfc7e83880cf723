/** Export and import: connections and choices, never keys. */
import * as v from 'valibot';
import {
  type Choices,
  type Connection,
  type Connections,
  connectionSchema,
  LANGUAGES,
  PROMPT_PREFERENCES,
  type Settings,
} from './settings.ts';

/** Why a file is not imported. */
export type ImportProblem = 'not_json' | 'not_genkan' | 'newer' | 'damaged';

interface Import {
  readonly ok: true;
  readonly count: number;
  readonly choices: Choices;
  readonly apply: (stored: Connections, newId: () => string) => Connections;
}

const stampSchema = v.object({ genkan: v.literal('export'), version: v.number() });

const backupSchema = v.object({
  genkan: v.literal('export'),
  version: v.literal(1),
  prompt: v.picklist(PROMPT_PREFERENCES),
  language: v.picklist(LANGUAGES),
  reminder: v.optional(v.boolean(), true),
  connections: v.array(v.pick(connectionSchema, ['id', 'name', 'endpoint', 'accountId', 'policyArn'])),
});

/** The export as text. Keys and what the organisation prescribes stay behind. */
export function exportSettings({ prompt, language, reminder, connections }: Settings): string {
  const backup: v.InferOutput<typeof backupSchema> = {
    genkan: 'export',
    version: 1,
    prompt,
    language,
    reminder,
    connections: connections
      .filter(({ managed }) => !managed)
      .map(({ id, name, endpoint, accountId, policyArn }) => ({
        id,
        name,
        endpoint,
        ...(accountId === undefined ? {} : { accountId }),
        ...(policyArn === undefined ? {} : { policyArn }),
      })),
  };
  return `${JSON.stringify(backup, null, 2)}\n`;
}

/**
 * Reads an export. A connection whose endpoint is known already stays as it is, with its key; any other one is added and
 * waits for its key. Nothing that is there is taken away or led to another endpoint.
 */
export function importSettings(text: string): Import | { ok: false; problem: ImportProblem } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'not_json' };
  }
  const stamp = v.safeParse(stampSchema, json);
  if (!stamp.success) return { ok: false, problem: 'not_genkan' };
  if (stamp.output.version > 1) return { ok: false, problem: 'newer' };
  const parsed = v.safeParse(backupSchema, json);
  if (!parsed.success) return { ok: false, problem: 'damaged' };
  const { connections, prompt, language, reminder } = parsed.output;
  return {
    ok: true,
    count: connections.length,
    choices: { prompt, language, reminder },
    apply: (stored, newId) => {
      const all: Connection[] = [...stored.connections];
      for (const given of connections) {
        if (all.some(({ endpoint, managed }) => endpoint === given.endpoint && !managed)) continue;
        const id = all.some((each) => each.id === given.id) ? newId() : given.id;
        all.push({ ...given, id, key: '', endpoints: [], managed: false });
      }
      return { ...stored, connections: all };
    },
  };
}
