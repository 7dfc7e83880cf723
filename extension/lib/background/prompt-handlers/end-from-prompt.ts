import { networkFor } from '../../backend/network-for.ts';
import type { PromptView } from '../../prompt/view.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { endNow } from '../end-now.ts';
import { concernOf, silenceUntil } from '../tabs/tab-state.ts';
import { composerFor } from './composer-for.ts';

/** Ends what a click allowed that "Not now" came too late for. */
export async function endFromPrompt(background: Background, tabId: number): Promise<PromptView | null> {
  const { environment, statusCache, tabs } = background;
  const { settings } = await loadSettings(environment.storage);
  const state = await tabs.get(tabId);
  const connection = settings.connections.find(({ id }) => id === state?.connectionId);
  if (!state?.isCancelled || state.phase !== 'done' || !connection) return null;
  const failed = await endNow(environment, connection, state.leaseIds);
  const network = await statusCache.get(connection, { fresh: true });
  const now = environment.now();
  if (failed) {
    const last = await statusCache.last(connection.id);
    const known = last && networkFor(last, concernOf(state.question));
    if (!known || known.status === 'problem') return null;
    return (await composerFor(background, settings)).tooLate(connection, known, failed);
  }
  await tabs.apply(tabId, 'dismiss', {
    until: silenceUntil(network.status === 'problem' ? undefined : network, now),
  });
  return null;
}
