/** An environment in memory: virtual time, storage that forgets, and everything that was shown. For tests. */
import { LOCALES } from '../../locales/all.ts';
import type { Area, Badge, Environment } from '../platform/environment.ts';
import type { Drawing } from '../prompt/drawing.ts';

export interface MemoryEnvironment extends Environment {
  clock: number;
  isOnline: boolean;
  readonly shown: { readonly tabId: number; readonly view: Drawing | null }[];
  readonly badges: Badge[];
  readonly alarms: Map<string, number>;
  openedOptions: number;
  /** What the page of a tab says about itself. */
  readonly pages: Map<number, unknown>;
  announcedEnds: number;
}

export function createMemoryEnvironment(respond: typeof fetch): MemoryEnvironment {
  let ids = 0;
  let queue: Promise<void> = Promise.resolve();
  const environment: MemoryEnvironment = {
    clock: Date.UTC(2026, 10, 23, 3),
    isOnline: true,
    shown: [],
    badges: [],
    alarms: new Map(),
    openedOptions: 0,
    pages: new Map(),
    announcedEnds: 0,
    storage: { local: memoryArea(), session: memoryArea(), managed: memoryArea() },
    lock: (run) => {
      queue = queue.then(run);
      return queue;
    },
    fetch: respond,
    now: () => environment.clock,
    online: () => environment.isOnline,
    uiLanguage: () => 'en-GB',
    words: async (language) => LOCALES[language],
    version: '1.2.3',
    newId: () => `id-${++ids}`,
    show: async (tabId, view) => {
      environment.shown.push({ tabId, view });
    },
    pageOf: async (tabId) => environment.pages.get(tabId),
    announceEnd: async () => {
      environment.announcedEnds++;
    },
    openOptions: async () => {
      environment.openedOptions++;
    },
    badge: async (badge) => {
      environment.badges.push(badge);
    },
    wakeAt: async (name, at) => {
      environment.alarms.delete(name);
      if (at !== undefined) environment.alarms.set(name, at);
    },
  };
  return environment;
}

/** Values pass through JSON, as a browser's storage makes copies. */
export function memoryArea(): Area {
  const values = new Map<string, string>();
  return {
    get: async (key) => {
      const text = values.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    set: async (key, value) => void values.set(key, JSON.stringify(value)),
    remove: async (key) => void values.delete(key),
  };
}
