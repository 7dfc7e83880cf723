import * as v from 'valibot';
import browser, { type Runtime, type Storage } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { classify } from '../lib/aws/denials/classify.ts';
import { pageKind } from '../lib/aws/hosts.ts';
import { refreshBadge } from '../lib/background/badge.ts';
import { END_NOTICE_ALARM } from '../lib/background/end-notice.ts';
import { createGrantMemory } from '../lib/background/grant-memory.ts';
import { createHandlers } from '../lib/background/handlers.ts';
import { keepHistoryOf } from '../lib/background/history.ts';
import { networkChanged } from '../lib/background/network-changed.ts';
import { openOptionsOnInstall } from '../lib/background/open-options-on-install.ts';
import { overviewOf } from '../lib/background/overview.ts';
import { createStatusCache } from '../lib/background/status-cache.ts';
import { createTabMemory } from '../lib/background/tabs/tab-memory.ts';
import { receive } from '../lib/messages/messages.ts';
import {
  closeStorageToContentScripts,
  createBrowserEnvironment,
} from '../lib/platform/browser-environment.ts';
import { forgetManaged } from '../lib/platform/managed-storage.ts';
import { loadSettings } from '../lib/settings/store.ts';

const originSchema = v.object({ origin: v.string() });

/** A frame without an address of its own (`about:blank`) belongs to the origin that made it. */
function frameAddress(sender: Runtime.MessageSender): string | undefined {
  if (!sender.url?.startsWith('about:')) return sender.url;
  const given = v.safeParse(originSchema, sender);
  return given.success ? `${given.output.origin}/` : undefined;
}

/** The background: may be stopped at any moment, so it keeps nothing in variables that it could not lose. */
export default defineBackground(() => {
  void closeStorageToContentScripts();
  const environment = createBrowserEnvironment({ needsKeys: true });
  const { session } = environment.storage;
  const tabs = createTabMemory(session, environment.now, environment.newId());
  const grants = createGrantMemory(session, environment.now);
  const statusCache = createStatusCache(environment, grants, (connection, network) =>
    networkChanged(environment, connection, network),
  );
  const handlers = createHandlers({
    environment,
    statusCache,
    tabs,
    grants,
    waitingTabs: new Set(),
    classify,
    isSignIn: (url) => pageKind(url) === 'signin',
  });
  const receiver = {
    extensionId: browser.runtime.id,
    ownOrigin: browser.runtime.getURL(''),
    isAwsPage: (url: string) => pageKind(url) !== undefined,
  };

  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
    receive(
      message,
      {
        extensionId: sender.id,
        url: frameAddress(sender),
        tabId: sender.tab?.id,
        frameId: sender.frameId,
      },
      receiver,
      handlers,
    ),
  );
  browser.tabs.onRemoved.addListener((tabId) => void tabs.forget(tabId));
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name.startsWith(END_NOTICE_ALARM)) void environment.announceEnd();
    // Access has ended, or the status is old: the button must not go on showing "allowed". No request is made for it.
    else void refreshBadge(environment);
  });
  // A new network: what was known is about the last one.
  addEventListener('online', () => void environment.badge({ state: 'unknown', title: 'Genkan' }));
  browser.storage.onChanged.addListener((changes, area) => void settingsChanged(changes, area));
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void openOptionsOnInstall(environment);
  });

  /** A connection was added, removed or chosen, or the language changed: toolbar and popup follow. */
  async function settingsChanged(
    changes: Record<string, Storage.StorageChange>,
    area: string,
  ): Promise<void> {
    if (area === 'managed') {
      const gone = Object.keys(changes).filter((key) => changes[key]?.newValue === undefined);
      await forgetManaged(environment.storage.local, gone);
    } else if (area !== 'local' || !('settings' in changes || 'language' in changes)) return;
    await overviewOf(environment);
    const { settings } = await loadSettings(environment.storage);
    await keepHistoryOf(
      environment,
      settings.connections.map(({ id }) => id),
    );
    await refreshBadge(environment);
  }
});
