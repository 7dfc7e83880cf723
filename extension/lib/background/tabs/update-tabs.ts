import { networkFor } from '../../backend/network-for.ts';
import type { Network } from '../../backend/network-status.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Background } from '../background.ts';
import { composerFor } from '../prompt-handlers/composer-for.ts';
import { showView } from './show-view.ts';
import { concernOf } from './tab-state.ts';

/** Tabs whose prompt is about a network that was allowed elsewhere (another tab, the popup) learn that it is. */
export async function updateTabs(
  background: Background,
  news: { settings: Settings; connectionId: string; network: Network; except?: number },
): Promise<void> {
  const { environment, tabs } = background;
  const { settings, connectionId } = news;
  const connection = settings.connections.find(({ id }) => id === connectionId);
  if (news.network.status === 'problem' || !connection) return;
  const compose = await composerFor(background, settings);
  for (const [tabId, state] of await tabs.all()) {
    const isAbout = state.connectionId === connectionId || state.choices.includes(connectionId);
    const network = networkFor(news.network, concernOf(state.question));
    if (tabId === news.except || !isAbout || network.status !== 'allowed') continue;
    if (state.phase === 'ending') {
      await tabs.forget(tabId);
      await showView(environment, tabId, null);
    } else if (state.phase === 'asking' || state.phase === 'unknown') {
      await tabs.apply(tabId, 'granted', { connectionId });
      await showView(environment, tabId, compose.propagating(connection, network, 0));
    }
  }
}
