import { type KnownNetwork, leaseStart } from '../../backend/network-status.ts';
import type { Composer } from '../../prompt/compose.ts';
import type { PromptView } from '../../prompt/view.ts';
import type { Connection } from '../../settings/settings.ts';
import type { Background } from '../background.ts';
import { silenceUntil, type TabQuestion, type TabState } from '../tabs/tab-state.ts';

/** A click that an earlier process of the background did not finish. */
interface Interruption {
  readonly tabId: number;
  readonly connection: Connection;
  /** As the backend reports it now. */
  readonly network: KnownNetwork;
  readonly state: TabState;
  readonly question: TabQuestion;
}

/**
 * What became of the click: allowed, or called off by "Not now".
 * @returns `undefined` when the click had no effect, so that the person decides again
 */
export async function afterInterruption(
  { environment, tabs }: Background,
  compose: Composer,
  { tabId, connection, network, state, question }: Interruption,
): Promise<PromptView | null | undefined> {
  const now = environment.now();
  const isCancelled = state.isCancelled === true;
  if (network.status === 'denied') {
    if (!isCancelled) return undefined;
    await tabs.apply(tabId, 'dismiss', { until: silenceUntil(network, now) });
    return null;
  }
  await tabs.apply(tabId, 'granted', {
    connectionId: connection.id,
    question,
    cidrs: network.observations.map(({ cidr }) => cidr),
    leaseIds: network.observations.flatMap(({ lease }) => lease?.id ?? []),
  });
  if (isCancelled) {
    await tabs.apply(tabId, 'recovered', { isCancelled: true });
    return compose.tooLate(connection, network);
  }
  return compose.propagating(connection, network, Math.max(0, now - (leaseStart(network) ?? now)));
}
