/** The background's parts, put together once: handlers take this and nothing global. */

import type { Classification } from '../aws/denials/classify.ts';
import type { Facts } from '../aws/denials/signal.ts';
import type { Environment } from '../platform/environment.ts';
import type { GrantMemory } from './grant-memory.ts';
import type { StatusCache } from './status-cache.ts';
import type { TabMemory } from './tabs/tab-memory.ts';

export interface Background {
  readonly environment: Environment;
  readonly statusCache: StatusCache;
  readonly tabs: TabMemory;
  readonly grants: GrantMemory;
  /** Tabs that wait for a click that is on its way, though their page did not make it. Lost with the click. */
  readonly waitingTabs: Set<number>;
  /** Whether an address is one of AWS's sign-in pages. */
  readonly isSignIn: (url: string) => boolean;
  /** What a page's text says. */
  readonly classify: (text: string, facts: Facts) => Classification;
}
