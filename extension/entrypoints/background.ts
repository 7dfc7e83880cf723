import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { classify } from '../lib/aws/classify.ts';
import { pageKind } from '../lib/aws/hosts.ts';
import { badgeFor } from '../lib/badge.ts';
import { createBrowserEnvironment } from '../lib/browser-environment.ts';
import { END_NOTICE_ALARM, scheduleEndNotice } from '../lib/end-notice.ts';
import { createGrantMemory } from '../lib/grant-memory.ts';
import { createHandlers } from '../lib/handlers/handlers.ts';
import { createJudge } from '../lib/judge.ts';
import { receive } from '../lib/messages.ts';
import { loadSettings } from '../lib/settings-store.ts';
import { createTabMemory } from '../lib/tab-memory.ts';

const originSchema = v.object({ origin: v.string() });

/** A frame without an address of its own (`about:blank`) belongs to the origin that made it. */
function frameAddress(sender: Runtime.MessageSender): string | undefined {
  if (!sender.url?.startsWith('about:')) return sender.url;
  const given = v.safeParse(originSchema, sender);
  return given.success ? `${given.output.origin}/` : undefined;
}

/** The background: may be stopped at any moment, so it keeps nothing in variables that it could not lose. */
export default defineBackground(() => {
  const environment = createBrowserEnvironment();
  const { session } = environment.storage;
  const tabs = createTabMemory(session, environment.now, environment.newId());
  const grants = createGrantMemory(session, environment.now);
  const judge = createJudge(environment, grants, async (connection, network) => {
    await badgeFor(environment, connection, network);
    await scheduleEndNotice(environment, connection, network);
  });
  const handlers = createHandlers({
    environment,
    judge,
    tabs,
    grants,
    waitingTabs: new Set(),
    classify,
    isSignIn: (url) => pageKind(url) === 'signin',
  });
  const border = {
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
      border,
      handlers,
    ),
  );
  browser.tabs.onRemoved.addListener((tabId) => void tabs.forget(tabId));
  // Access ended by the clock: the button must not go on saying "allowed". Nothing is asked for it.
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name.startsWith(END_NOTICE_ALARM)) void environment.announceEnd();
    else void environment.badge({ state: 'unknown', title: 'Genkan' });
  });
  browser.runtime.onInstalled.addListener(async ({ reason }) => {
    if (reason !== 'install') return;
    const { settings } = await loadSettings(environment.storage);
    if (settings.connections.length === 0) await environment.openOptions();
  });
});
