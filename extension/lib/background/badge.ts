import { accessEnds, type Network, targetCounts } from '../backend/network-status.ts';
import { type BackgroundTranslator, createBackgroundTranslator } from '../i18n/background-words.ts';
import type { Badge, Environment } from '../platform/environment.ts';
import { activeConnection, type Connection, type Settings } from '../settings/settings.ts';
import { loadSettings } from '../settings/store.ts';
import { keptOverview } from './overview.ts';

/**
 * How long the toolbar button shows a status, in milliseconds. No browser reports to an extension that the computer has
 * moved to another network, so an older status may be that of the last one.
 */
export const BADGE_HOLDS_MS = 10 * 60_000;

/** Makes the toolbar button show the status of the connection in use, until access ends or the status is old. */
export async function badgeFor(
  environment: Environment,
  connection: Connection,
  network: Network,
): Promise<void> {
  const { settings } = await loadSettings(environment.storage);
  if (activeConnection(settings)?.id !== connection.id) return;
  await draw(environment, settings.language, network);
}

/** Draws the toolbar button anew after connections, language or the network have changed, from what is known. */
export async function refreshBadge(environment: Environment): Promise<void> {
  const [{ settings }, overview] = await Promise.all([
    loadSettings(environment.storage),
    keptOverview(environment),
  ]);
  const isKnown = overview?.activeId === activeConnection(settings)?.id && overview?.setUp === true;
  await draw(environment, settings.language, isKnown ? overview.network : undefined);
}

async function draw(
  environment: Environment,
  language: Settings['language'],
  network: Network | undefined,
): Promise<void> {
  const now = environment.now();
  const translator = await createBackgroundTranslator(environment, language);
  const ends = network?.status === 'allowed' ? accessEnds(network) : undefined;
  const state = stateOf(network, ends, now);
  await environment.badge({ state, title: titleOf(translator, state, network) });
  await environment.wakeAt('access-ends', state === 'allowed' ? ends : undefined);
  await environment.wakeAt(
    'answer-old',
    network && state !== 'unknown' ? network.checkedAt + BADGE_HOLDS_MS : undefined,
  );
}

/** A network that only some of the member's accounts allow counts as denied; the title says in how many it is allowed. */
function titleOf(
  { translate }: BackgroundTranslator,
  state: Badge['state'],
  network: Network | undefined,
): string {
  const counts = network && network.status !== 'problem' ? targetCounts(network) : undefined;
  const isPartial = counts && counts.allowed > 0 && counts.allowed < counts.total;
  if (isPartial && state !== 'unknown') return translate('badge.partly', counts);
  return translate(`badge.${state}`);
}

function stateOf(network: Network | undefined, ends: number | undefined, now: number): Badge['state'] {
  if (!network || now - network.checkedAt >= BADGE_HOLDS_MS) return 'unknown';
  return ends !== undefined && ends <= now ? 'unknown' : network.status;
}
