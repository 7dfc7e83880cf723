import { networkFor } from '../../backend/network-for.ts';
import { accessEnds } from '../../backend/network-status.ts';
import type { MessageBody } from '../../messages/messages.ts';
import type { PromptView } from '../../prompt/view.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { concernOf, silenceUntil } from '../tabs/tab-state.ts';
import { composerFor } from './composer-for.ts';

/** "Not now": silence about this address until the next reset. During "Allowing…" it comes too late, and that is said. */
export async function dismissed(
  background: Background,
  tabId: number,
  { whileAllowing }: MessageBody<'dismissed'> = {},
): Promise<PromptView | null> {
  const { environment, statusCache, tabs } = background;
  const now = environment.now();
  const before = await tabs.get(tabId);
  if (!before) return null;
  const { settings } = await loadSettings(environment.storage);
  const compose = await composerFor(background, settings);
  if (await tabs.apply(tabId, 'cancel')) return compose.allowing({ cancelled: true });
  const connection = settings.connections.find(({ id }) => id === before.connectionId);
  const last = connection && (await statusCache.last(connection.id));
  const here = last && networkFor(last, concernOf(before.question));
  const known = here?.status === 'problem' ? undefined : here;
  if (whileAllowing && connection && known && (await tabs.apply(tabId, 'recovered', { isCancelled: true }))) {
    return compose.tooLate(connection, known);
  }
  const ends = before.phase === 'ending' && known ? accessEnds(known) : undefined;
  await tabs.apply(tabId, 'dismiss', {
    until: ends ?? silenceUntil(known, now),
    ...(before.isRotating ? { isRotating: true } : {}),
  });
  return null;
}
