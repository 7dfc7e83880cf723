import browser from 'webextension-polyfill';
import type { Area, Environment } from './environment.ts';
import { createManagedArea } from './managed-storage.ts';

/**
 * The environment as the browser gives it.
 * @param needsKeys whether to wait for keys that the organisation gives: the background does, a page draws itself without
 */
export function createBrowserEnvironment({ needsKeys = false } = {}): Environment {
  const [local, session] = [area(browser.storage.local), area(browser.storage.session)];
  const managed = createManagedArea(area(browser.storage.managed), {
    copies: local,
    session,
    now: () => Date.now(),
    needsKeys,
  });
  return {
    storage: { local, session, managed },
    lock: async (run) => {
      await navigator.locks.request('genkan-settings', run);
    },
    fetch: (...request) => fetch(...request),
    now: () => Date.now(),
    online: () => navigator.onLine,
    uiLanguage: () => browser.i18n.getUILanguage(),
    words: async (language, part) =>
      (await fetch(browser.runtime.getURL(`words/${language}/${part}.json`))).json(),
    version: browser.runtime.getManifest().version,
    newId: () => crypto.randomUUID(),
    show: async (tabId, drawing) => {
      await browser.tabs.sendMessage(tabId, { show: drawing }, { frameId: 0 }).catch(() => undefined);
    },
    pageOf: (tabId) =>
      browser.tabs.sendMessage(tabId, { facts: true }, { frameId: 0 }).catch(() => undefined),
    announceEnd: async () => {
      // Without the permission `tabs` their addresses are unknown; only AWS pages have a listener.
      const tabs = await browser.tabs.query({});
      await Promise.allSettled(
        tabs.flatMap(({ id }) =>
          id === undefined ? [] : [browser.tabs.sendMessage(id, { endsSoon: true }, { frameId: 0 })],
        ),
      );
    },
    openOptions: () => browser.runtime.openOptionsPage(),
    badge: async ({ state, title }) => {
      // Chromium reads the picture as it reads a page, and may fail. No reply waits for the toolbar button.
      await Promise.allSettled([
        browser.action.setTitle({ title }),
        browser.action.setIcon({ path: icons(state) }),
        browser.action.setBadgeText({ text: SIGNS[state] }),
        browser.action.setBadgeBackgroundColor({ color: COLOURS[state] }),
      ]);
    },
    wakeAt: async (name, at) => {
      await browser.alarms.clear(name);
      if (at !== undefined) browser.alarms.create(name, { when: at });
    },
  };
}

/** A sign beside the picture, so that neither colour nor a small shape is the only difference. */
const SIGNS = { unknown: '', allowed: '✓', denied: '×', problem: '!' } as const;
const COLOURS = { unknown: '#545b64', allowed: '#0b5f63', denied: '#8a4b00', problem: '#8a4b00' } as const;

/**
 * Keeps member keys from content scripts, which run in the process of AWS's page. The browser must be told at each start.
 * https://developer.chrome.com/docs/extensions/reference/api/storage#method-StorageArea-setAccessLevel
 * Firefox has the method for `session` alone, which is closed to content scripts anyway.
 */
export async function closeStorageToContentScripts(): Promise<void> {
  const setAccessLevel: unknown = Reflect.get(browser.storage.local, 'setAccessLevel');
  if (typeof setAccessLevel !== 'function') return;
  await Reflect.apply(setAccessLevel, browser.storage.local, [{ accessLevel: 'TRUSTED_CONTEXTS' }]);
}

function icons(state: keyof typeof SIGNS): Record<string, string> {
  const name = state === 'allowed' ? 'open-' : '';
  return { 16: `icon/${name}16.png`, 32: `icon/${name}32.png` };
}

function area(storage: browser.Storage.StorageArea): Area {
  return {
    get: async (key) => (await storage.get(key))[key],
    set: (key, value) => storage.set({ [key]: value }),
    remove: (key) => storage.remove(key),
  };
}
