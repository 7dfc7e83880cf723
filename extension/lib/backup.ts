/** Export and import: connections and choices, never keys. */
import * as v from 'valibot';
import {
  type Choices,
  type Connections,
  connectionSchema,
  LANGUAGES,
  PROMPT_PREFERENCES,
  type Settings,
} from './settings.ts';

interface Import {
  readonly ok: true;
  readonly count: number;
  readonly choices: Choices;
  readonly apply: (stored: Connections) => Connections;
}

const backupSchema = v.object({
  genkan: v.literal('export'),
  version: v.literal(1),
  prompt: v.picklist(PROMPT_PREFERENCES),
  language: v.picklist(LANGUAGES),
  connections: v.array(v.omit(connectionSchema, ['key', 'managed', 'endpoints'])),
});

/** The export as text. Keys and what the organisation prescribes stay behind. */
export function exportSettings({ prompt, language, connections }: Settings): string {
  const backup: v.InferOutput<typeof backupSchema> = {
    genkan: 'export',
    version: 1,
    prompt,
    language,
    connections: connections
      .filter(({ managed }) => !managed)
      .map(({ key: _key, managed: _managed, endpoints: _endpoints, ...rest }) => rest),
  };
  return `${JSON.stringify(backup, null, 2)}\n`;
}

/** Reads an export. Connections that exist already keep their key; new ones wait for theirs. */
export function importSettings(text: string): Import | { ok: false; reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'not JSON' };
  }
  const parsed = v.safeParse(backupSchema, json);
  if (!parsed.success) return { ok: false, reason: v.summarize(parsed.issues) };
  const { connections, prompt, language } = parsed.output;
  return {
    ok: true,
    count: connections.length,
    choices: { prompt, language },
    apply: (stored) => ({
      ...stored,
      connections: [
        ...stored.connections.filter(({ id }) => !connections.some((given) => given.id === id)),
        ...connections.map((given) => {
          const before = stored.connections.find(({ id }) => id === given.id);
          // A key goes only where it belongs: an import must not send it to another endpoint.
          const key = before?.endpoint === given.endpoint ? before.key : '';
          return { ...given, key, endpoints: [], managed: false };
        }),
      ],
    }),
  };
}
