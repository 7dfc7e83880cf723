/** What happened in each tab, so that nobody is asked twice. Kept in session storage: the worker may stop at any moment. */
import * as v from 'valibot';
import type { Area } from './environment.ts';

const tabSchema = v.object({
  connectionId: v.string(),
  /** `asking`: a prompt is up; `allowed`: allowed from here; `explained`: told why AWS still refuses. */
  phase: v.picklist(['asking', 'allowed', 'explained', 'dismissed']),
  signIn: v.boolean(),
});
export type TabState = v.InferOutput<typeof tabSchema>;

const allowedSchema = v.record(v.string(), v.number());
const openSchema = v.array(v.number());

const ALLOWED = 'allowedAt';
const OPEN = 'openTabs';

export interface TabMemory {
  get(tabId: number): Promise<TabState | undefined>;
  set(tabId: number, state: TabState): Promise<void>;
  forget(tabId: number): Promise<void>;
  /** Tabs that have a state, for telling the others when one of them allowed the network. */
  all(): Promise<readonly (readonly [tabId: number, state: TabState])[]>;
  /** When the connection was last allowed from this browser, milliseconds since the epoch. */
  allowedAt(connectionId: string): Promise<number | undefined>;
  setAllowedAt(connectionId: string, at: number): Promise<void>;
}

export function createTabMemory(session: Area): TabMemory {
  const key = (tabId: number) => `tab:${tabId}`;

  async function get(tabId: number): Promise<TabState | undefined> {
    const parsed = v.safeParse(tabSchema, await session.get(key(tabId)));
    return parsed.success ? parsed.output : undefined;
  }

  async function read<T>(name: string, schema: v.GenericSchema<unknown, T>, fallback: T): Promise<T> {
    const parsed = v.safeParse(schema, await session.get(name));
    return parsed.success ? parsed.output : fallback;
  }

  return {
    get,
    set: async (tabId, state) => {
      await session.set(key(tabId), state);
      const open = await read(OPEN, openSchema, []);
      if (!open.includes(tabId)) await session.set(OPEN, [...open, tabId]);
    },
    forget: async (tabId) => {
      await session.remove(key(tabId));
      const open = await read(OPEN, openSchema, []);
      if (open.includes(tabId))
        await session.set(
          OPEN,
          open.filter((other) => other !== tabId),
        );
    },
    all: async () => {
      const open = await read(OPEN, openSchema, []);
      const states = await Promise.all(open.map(async (tabId) => [tabId, await get(tabId)] as const));
      return states.flatMap(([tabId, state]) => (state ? [[tabId, state] as const] : []));
    },
    allowedAt: async (connectionId) => (await read(ALLOWED, allowedSchema, {}))[connectionId],
    setAllowedAt: async (connectionId, at) => {
      await session.set(ALLOWED, { ...(await read(ALLOWED, allowedSchema, {})), [connectionId]: at });
    },
  };
}
