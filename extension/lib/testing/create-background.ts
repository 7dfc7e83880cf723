import { classify } from '../aws/denials/classify.ts';
import type { Background } from '../background/background.ts';
import { createGrantMemory } from '../background/grant-memory.ts';
import { createStatusCache } from '../background/status-cache.ts';
import { createTabMemory } from '../background/tabs/tab-memory.ts';
import type { Connection, Settings } from '../settings/settings.ts';
import { DEFAULT_SETTINGS } from '../settings/settings.ts';
import { choose } from '../settings/store.ts';
import { createFakeBackend, ENDPOINT, type FakeBackend, KEY, POLICY_ARN } from './fake-backend.ts';
import { createMemoryEnvironment, type MemoryEnvironment } from './memory-environment.ts';

export const CONNECTION: Connection = {
  id: 'one',
  name: 'Production',
  endpoint: ENDPOINT,
  key: KEY,
  accountId: '123456789012',
  policyArn: POLICY_ARN,
  endpoints: [],
  managed: false,
};

export interface TestBackground {
  readonly environment: MemoryEnvironment;
  readonly backend: FakeBackend;
  readonly background: Background;
  /** The service worker is stopped and started: what was only in variables is gone. */
  restart(): Background;
}

/** A background with one connection, in memory. For tests. */
export async function createBackground(settings: Partial<Settings> = {}): Promise<TestBackground> {
  const environment: MemoryEnvironment = createMemoryEnvironment((...request) => backend.fetch(...request));
  const backend = createFakeBackend(environment.now);
  const { prompt, language, reminder, ...connections } = {
    ...DEFAULT_SETTINGS,
    connections: [CONNECTION],
    ...settings,
  };
  await environment.storage.local.set('settings', connections);
  await choose(environment.storage.local, { prompt, language, reminder });
  const grants = createGrantMemory(environment.storage.session, environment.now);
  const start = (): Background => ({
    environment,
    statusCache: createStatusCache(environment, grants, async () => undefined),
    tabs: createTabMemory(environment.storage.session, environment.now, environment.newId()),
    grants,
    waitingTabs: new Set(),
    classify,
    isSignIn: (url) => url.includes('signin'),
  });
  return { environment, backend, background: start(), restart: start };
}
