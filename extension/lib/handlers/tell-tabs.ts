import type { Background } from '../background.ts';
import type { Network } from '../network.ts';
import { createComposer } from '../prompt/compose.ts';
import type { Settings } from '../settings.ts';
import { createSpeaker } from '../words.ts';

/** Tabs that still ask about a network that was allowed elsewhere (another tab, the popup) learn that it is. */
export async function tellTabs(
  background: Background,
  news: { settings: Settings; connectionId: string; network: Network; except?: number },
): Promise<void> {
  const { environment, tabs } = background;
  const { network } = news;
  if (network.status !== 'allowed') return;
  const compose = createComposer(
    createSpeaker(news.settings.language, environment.uiLanguage()),
    environment.now(),
  );
  for (const [tabId, state] of await tabs.all()) {
    if (tabId === news.except || state.phase !== 'asking' || state.connectionId !== news.connectionId)
      continue;
    await tabs.set(tabId, { ...state, phase: 'allowed' });
    await environment.show(tabId, compose.propagating(network, 0));
  }
}
