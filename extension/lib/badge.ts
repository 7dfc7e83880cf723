import type { Environment } from './environment.ts';
import { accessEnds, type Network } from './network.ts';
import { activeConnection, type Connection } from './settings.ts';
import { loadSettings } from './settings-store.ts';
import { createSpeaker } from './words.ts';

/** Makes the toolbar button say how the connection in use stands, until access ends. */
export async function badgeFor(
  environment: Environment,
  connection: Connection,
  network: Network,
): Promise<void> {
  const { settings } = await loadSettings(environment.storage);
  if (activeConnection(settings)?.id !== connection.id) return;
  const speaker = createSpeaker(settings.language, environment.uiLanguage());
  const state = network.status;
  await environment.badge({ state, title: speaker.say(`badge.${state}`) });
  await environment.wakeAt('access-ends', network.status === 'allowed' ? accessEnds(network) : undefined);
}
