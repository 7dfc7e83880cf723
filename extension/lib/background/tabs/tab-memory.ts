/** The state of each tab, kept in session storage: the background may be stopped at any moment. */
import * as v from 'valibot';
import type { Area } from '../../platform/environment.ts';
import {
  interrupted,
  next,
  type TabDetails,
  type TabEvent,
  type TabState,
  tabStateSchema,
} from './tab-state.ts';

const openSchema = v.array(v.number());
const aliasSchema = v.record(v.string(), v.string());

const OPEN = 'openTabs';
const ALIASES = 'aliases';

export interface TabMemory {
  get(tabId: number): Promise<TabState | undefined>;
  /** Carries an event out, one after the other. `undefined`: the event may not happen in this tab's phase. */
  apply(tabId: number, event: TabEvent, details?: TabDetails): Promise<TabState | undefined>;
  forget(tabId: number): Promise<void>;
  /** Tabs that have a state, for telling the others when one of them allowed the network. */
  all(): Promise<readonly (readonly [tabId: number, state: TabState])[]>;
  /** Whether a background that was stopped since left this tab's click unfinished. */
  isInterrupted(state: TabState): boolean;
  /** The connection the person chose for an account alias. */
  chosenFor(alias: string): Promise<string | undefined>;
  choose(alias: string, connectionId: string): Promise<void>;
}

/** @param worker differs from life to life of the background */
export function createTabMemory(session: Area, now: () => number, worker: string): TabMemory {
  const key = (tabId: number) => `tab:${tabId}`;
  // Storage has no transactions, and only the background writes here: one change at a time.
  let queue: Promise<unknown> = Promise.resolve();
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = queue.then(run);
    queue = turn.catch(() => undefined);
    return turn;
  }

  async function get(tabId: number): Promise<TabState | undefined> {
    const parsed = v.safeParse(tabStateSchema, await session.get(key(tabId)));
    return parsed.success ? parsed.output : undefined;
  }

  async function read<T>(name: string, schema: v.GenericSchema<unknown, T>, fallback: T): Promise<T> {
    const parsed = v.safeParse(schema, await session.get(name));
    return parsed.success ? parsed.output : fallback;
  }

  return {
    get,
    apply: (tabId, event, details = {}) =>
      inTurn(async () => {
        const before = await get(tabId);
        const state =
          before && interrupted(before, worker) ? { ...before, phase: 'asking' as const } : before;
        const after = next(
          state,
          event,
          event === 'allow' || event === 'retry' ? { ...details, worker } : details,
          now(),
        );
        if (!after) return undefined;
        await session.set(key(tabId), after);
        const open = await read(OPEN, openSchema, []);
        if (!open.includes(tabId)) await session.set(OPEN, [...open, tabId]);
        return after;
      }),
    forget: (tabId) =>
      inTurn(async () => {
        await session.remove(key(tabId));
        const open = await read(OPEN, openSchema, []);
        await session.set(
          OPEN,
          open.filter((other) => other !== tabId),
        );
      }),
    all: async () => {
      const open = await read(OPEN, openSchema, []);
      const states = await Promise.all(open.map(async (tabId) => [tabId, await get(tabId)] as const));
      return states.flatMap(([tabId, state]) => (state ? [[tabId, state] as const] : []));
    },
    isInterrupted: (state) => interrupted(state, worker),
    chosenFor: async (alias) => (await read(ALIASES, aliasSchema, {}))[alias],
    choose: (alias, connectionId) =>
      inTurn(async () => {
        await session.set(ALIASES, { ...(await read(ALIASES, aliasSchema, {})), [alias]: connectionId });
      }),
  };
}
