import { deleteLease } from '../../backend/client.ts';
import type { PromptView } from '../../prompt/view.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { endInHistory } from '../history.ts';
import { silenceUntil } from '../tabs/tab-state.ts';
import { composerFor } from './composer-for.ts';

/** Ends what a click allowed that "Not now" came too late for. */
export async function endFromPrompt(background: Background, tabId: number): Promise<PromptView | null> {
  const { environment, statusCache, tabs } = background;
  const { settings } = await loadSettings(environment.storage);
  const state = await tabs.get(tabId);
  const connection = settings.connections.find(({ id }) => id === state?.connectionId);
  if (!state?.isCancelled || state.phase !== 'done' || !connection) return null;
  const { endpoint, key } = connection;
  const results = await Promise.all(
    state.leaseIds.map((id) => deleteLease(environment, { endpoint, key }, id)),
  );
  await endInHistory(
    environment,
    connection.id,
    state.leaseIds.filter((_, index) => results[index]?.ok),
  );
  const network = await statusCache.get(connection, { fresh: true });
  const failed = results.find((result) => !result.ok);
  const now = environment.now();
  if (failed) {
    const known = await statusCache.last(connection.id);
    return known
      ? (await composerFor(background, settings)).tooLate(connection, known, failed.failure)
      : null;
  }
  await tabs.apply(tabId, 'dismiss', {
    until: silenceUntil(network.status === 'problem' ? undefined : network, now),
  });
  return null;
}
