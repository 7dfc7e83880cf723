import { networkFor } from '../../backend/network-for.ts';
import type { MessageBody } from '../../messages/messages.ts';
import type { PromptView } from '../../prompt/view.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { endOfOwnLeases, isEndingSoon } from '../end-notice.ts';
import { connectionsFor } from '../tabs/connections-for.ts';
import { composerFor } from './composer-for.ts';

/** Offers to extend access on an open page, if the access that ends soon is that of the page's account. */
export async function endsSoon(
  background: Background,
  { page }: MessageBody<'endsSoon'>,
  tabId: number,
): Promise<PromptView | null> {
  const { environment, statusCache, tabs } = background;
  const { settings } = await loadSettings(environment.storage);
  if (!settings.reminder) return null;
  const { connections, isSure } = await connectionsFor(background, settings, page, await tabs.get(tabId));
  const [connection] = connections;
  if (!connection || !isSure) return null;
  const network = networkFor(await statusCache.get(connection, { forPage: true }), page);
  const until = network.status === 'allowed' ? endOfOwnLeases(network) : undefined;
  const now = environment.now();
  if (network.status !== 'allowed' || until === undefined || !isEndingSoon(until, now)) return null;
  const state = await tabs.apply(tabId, 'endsSoon', {
    connectionId: connection.id,
    choices: [connection.id],
    cidrs: network.observations.map(({ cidr }) => cidr),
    question: { page, signIn: false },
  });
  if (!state) return null;
  return (await composerFor(background, settings)).ending(connection, network, until);
}
