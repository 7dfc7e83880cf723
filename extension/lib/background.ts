/** The background's parts, put together once: handlers take this and nothing global. */

import type { Classification } from './aws/classify.ts';
import type { Facts } from './aws/signals/signal.ts';
import type { Environment } from './environment.ts';
import type { GrantMemory } from './grant-memory.ts';
import type { Judge } from './judge.ts';
import type { TabMemory } from './tab-memory.ts';

export interface Background {
  readonly environment: Environment;
  readonly judge: Judge;
  readonly tabs: TabMemory;
  readonly grants: GrantMemory;
  /** Tabs that wait for a click that is on its way, though their page did not make it. Lost with the click. */
  readonly waitingTabs: Set<number>;
  /** Whether an address is one of AWS's sign-in pages. */
  readonly isSignIn: (url: string) => boolean;
  /** What a page's text says. */
  readonly classify: (text: string, facts: Facts) => Classification;
}
