/** Everything the extension remembers about a person: where their backends are, and what they have chosen. */
import { parseEndpoint } from '@genkan/shared/endpoint';
import * as v from 'valibot';
import type { VersionedSpec } from './versioned.ts';

/** Locales with words of their own; `en-XA` is the pseudo-locale that testers use to find cramped or fixed words. */
export const LANGUAGES = ['auto', 'en', 'ja', 'en-XA'] as const;

/**
 * When to speak up. `refused`: AWS refused something; `signin`: also when a sign-in page opens;
 * `automatic`: do not ask, allow at once (only ever chosen by the person).
 */
export const PROMPT_PREFERENCES = ['refused', 'signin', 'automatic'] as const;
export type PromptPreference = (typeof PROMPT_PREFERENCES)[number];

/** Where a backend is. The key goes there, so it is https, or http on this computer. */
export const endpointSchema = v.pipe(
  v.string(),
  v.check((text) => parseEndpoint(text).ok, 'must begin with https://'),
);

/** One backend and one key. `accountId`, `policyArn` and `endpoints` are what the backend said last. */
export const connectionSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.maxLength(80)),
  endpoint: endpointSchema,
  key: v.string(),
  accountId: v.optional(v.string()),
  policyArn: v.optional(v.string()),
  endpoints: v.optional(v.array(endpointSchema), []),
  /** Set by the organisation: shown, not editable. */
  managed: v.optional(v.boolean(), false),
});
export type Connection = v.InferOutput<typeof connectionSchema>;

const connectionsSchema = v.object({
  version: v.literal(1),
  connections: v.array(connectionSchema),
  activeId: v.optional(v.string()),
});
/** The connections, and which is in use. */
export type Connections = v.InferOutput<typeof connectionsSchema>;

/** What a person chooses with one click. Whatever else is stored gives the default. */
export const choicesSchema = v.object({
  prompt: v.fallback(v.picklist(PROMPT_PREFERENCES), 'signin'),
  language: v.fallback(v.picklist(LANGUAGES), 'auto'),
});
export type Choices = v.InferOutput<typeof choicesSchema>;

export type Settings = Connections & Choices;

export const NO_CONNECTIONS: Connections = { version: 1, connections: [] };

export const DEFAULT_SETTINGS: Settings = { ...NO_CONNECTIONS, prompt: 'signin', language: 'auto' };

export const CONNECTIONS_SPEC: VersionedSpec<Connections> = {
  schema: connectionsSchema,
  fallback: NO_CONNECTIONS,
  migrations: [],
};

/** The connection in use: the chosen one, or else the first. */
export function activeConnection(settings: Settings): Connection | undefined {
  return settings.connections.find(({ id }) => id === settings.activeId) ?? settings.connections[0];
}
