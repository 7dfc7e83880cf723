/** Everything the extension stores about a person: where their backends are, and what they have chosen. */
import { parseEndpoint } from '@genkan/shared/text/endpoint';
import * as v from 'valibot';
import type { VersionedSpec } from './versioned.ts';

/** Locales with words of their own; `en-XA` is the pseudo-locale that testers use to find cramped or fixed words. */
export const LANGUAGES = [
  'auto',
  'en',
  'ja',
  'ko',
  'zh-CN',
  'zh-TW',
  'de',
  'fr',
  'es',
  'pt-BR',
  'en-XA',
] as const;

/**
 * When to prompt. `refused`: AWS denied something; `signin`: also when a sign-in page opens;
 * `automatic`: do not ask, allow at once (only ever chosen by the person).
 */
export const PROMPT_PREFERENCES = ['refused', 'signin', 'automatic'] as const;
export type PromptPreference = (typeof PROMPT_PREFERENCES)[number];

/** Where a backend is, written canonically. The key goes there, so it is https, or http on this computer. */
export const endpointSchema = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const endpoint = parseEndpoint(dataset.value);
    if (endpoint.ok) return endpoint.value;
    addIssue({ message: endpoint.reason });
    return NEVER;
  }),
);

/** Longest name of a connection, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 80;

/** One backend and one key. `accountId`, `policyArn`, `targets` and `offered` are what the backend returned last. */
export const connectionSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.maxLength(MAX_NAME_LENGTH)),
  endpoint: endpointSchema,
  key: v.string(),
  accountId: v.optional(v.string()),
  policyArn: v.optional(v.string()),
  /** Where the member has several accounts: each of them. The policy is not known of one that could never be asked. */
  targets: v.optional(
    v.array(
      v.object({
        id: v.string(),
        name: v.string(),
        accountId: v.string(),
        policyArn: v.optional(v.string()),
      }),
    ),
  ),
  /** Other endpoints of the same deployment that the person or the organisation has confirmed: the key goes there too. */
  endpoints: v.optional(v.array(endpointSchema), []),
  /** Endpoints that the backend names and that are not confirmed. The key does not go there. */
  offered: v.optional(v.array(endpointSchema)),
  /** Set by the organisation: shown, not editable. */
  managed: v.optional(v.boolean(), false),
  /** The organisation gives the key as well. It is never stored; empty until the browser has loaded its policies. */
  keyFromOrganisation: v.optional(v.boolean()),
});
export type Connection = v.InferOutput<typeof connectionSchema>;

/** The connections, and which is in use. */
export interface Connections {
  readonly version: 2;
  readonly connections: readonly Connection[];
  readonly activeId?: string | undefined;
  /** Stored connections that cannot be read, as they are: they stay in the store until the person removes them. */
  readonly unreadable?: readonly unknown[];
}

/** One connection that cannot be read does not take the others with it. */
const connectionsSchema = v.pipe(
  v.object({
    version: v.literal(2),
    connections: v.array(v.unknown()),
    activeId: v.optional(v.string()),
  }),
  v.transform(({ connections, ...rest }): Connections => {
    const readings = connections.map((raw) => ({ raw, parsed: v.safeParse(connectionSchema, raw) }));
    const unreadable = readings.flatMap(({ raw, parsed }) => (parsed.success ? [] : [raw]));
    return {
      ...rest,
      connections: readings.flatMap(({ parsed }) => (parsed.success ? [parsed.output] : [])),
      ...(unreadable.length > 0 ? { unreadable } : {}),
    };
  }),
);

/** The form in which connections are stored. */
export function toStored({ version, connections, activeId, unreadable = [] }: Connections): unknown {
  return {
    version,
    connections: [...connections, ...unreadable],
    ...(activeId === undefined ? {} : { activeId }),
  };
}

/** What a person chooses with one click. Whatever else is stored gives the default. */
export const choicesSchema = v.object({
  prompt: v.fallback(v.picklist(PROMPT_PREFERENCES), 'signin'),
  language: v.fallback(v.picklist(LANGUAGES), 'auto'),
  /** Whether open AWS pages say 15 minutes before that access ends. */
  reminder: v.fallback(v.boolean(), true),
});
export type Choices = v.InferOutput<typeof choicesSchema>;

export type Settings = Connections & Choices;

export const NO_CONNECTIONS: Connections = { version: 2, connections: [] };

export const DEFAULT_SETTINGS: Settings = {
  ...NO_CONNECTIONS,
  prompt: 'signin',
  language: 'auto',
  reminder: true,
};

const looseObjectSchema = v.looseObject({});

export const CONNECTIONS_SPEC: VersionedSpec<Connections> = {
  schema: connectionsSchema,
  fallback: NO_CONNECTIONS,
  migrations: [
    // Version 1 sent the key to every endpoint that a backend named. Since then a person or the organisation confirms them.
    ({ connections, ...rest }) => ({
      ...rest,
      version: 2,
      connections: Array.isArray(connections) ? connections.map(withoutEndpoints) : connections,
    }),
  ],
};

function withoutEndpoints(stored: unknown): unknown {
  const parsed = v.safeParse(looseObjectSchema, stored);
  if (!parsed.success) return stored;
  const { endpoints: _learnt, ...rest } = parsed.output;
  return rest;
}

/** Whether two endpoints are known to belong to one deployment. */
export function leadsTo(
  { endpoint, endpoints, offered = [] }: Pick<Connection, 'endpoint' | 'endpoints' | 'offered'>,
  other: string,
): boolean {
  return [endpoint, ...endpoints, ...offered].includes(other);
}

/** The connection in use: the chosen one, or else the first. */
export function activeConnection(settings: Settings): Connection | undefined {
  return settings.connections.find(({ id }) => id === settings.activeId) ?? settings.connections[0];
}
