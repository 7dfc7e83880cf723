import { deniedCidrs } from '../../backend/network-status.ts';
import type { PromptView } from '../../prompt/view.ts';
import type { Connection, Settings } from '../../settings/settings.ts';
import type { Background } from '../background.ts';
import { uncovered } from '../grant-memory.ts';
import type { GrantResult } from '../status-cache.ts';
import { showView } from '../tabs/show-view.ts';
import { silenceUntil } from '../tabs/tab-state.ts';
import { updateTabs } from '../tabs/update-tabs.ts';
import { composerFor } from './composer-for.ts';
import { explainRotation } from './explain-rotation.ts';

interface Wish {
  readonly settings: Settings;
  readonly connection: Connection;
  readonly tabId: number;
}

/**
 * Allows this network for a tab that is in the phase `asking`. `null` when the tab is not: then nothing is
 * allowed.
 */
export async function allow(background: Background, wish: Wish): Promise<PromptView | null> {
  const { environment, statusCache, tabs } = background;
  const { settings, connection, tabId } = wish;
  const state = await tabs.apply(tabId, 'allow', { connectionId: connection.id });
  if (!state) return null;
  const { alias } = state.question?.page ?? {};
  if (alias !== undefined) await tabs.choose(alias, connection.id);
  const done = await statusCache.grant(connection);
  const view = await outcome(background, wish, done);
  if (done.network.status !== 'problem') {
    const { network } = done;
    await updateTabs(background, { settings, connectionId: connection.id, network, except: tabId });
  }
  // The page that pressed the button was left meanwhile; the one that is there now waits.
  if (background.waitingTabs.delete(tabId)) await showView(environment, tabId, view);
  return view;
}

async function outcome(
  background: Background,
  { settings, connection, tabId }: Wish,
  { network, grantedCidrs, leaseIds, failure }: GrantResult,
): Promise<PromptView | null> {
  const { environment, tabs } = background;
  const now = environment.now();
  const compose = await composerFor(background, settings);
  const state = await tabs.get(tabId);
  const isCancelled = state?.isCancelled === true;
  if (network.status === 'problem') {
    await tabs.apply(tabId, 'allowFailed');
    if (!isCancelled) return compose.problem(network.failure);
    await tabs.apply(tabId, 'dismiss', { until: silenceUntil(undefined, now) });
    return null;
  }
  const details = { leaseIds: [...leaseIds], cidrs: network.observations.map(({ cidr }) => cidr) };
  if (isCancelled) {
    await tabs.apply(tabId, 'granted', details);
    await tabs.apply(tabId, 'recovered', { isCancelled: true });
    return compose.tooLate(connection, network);
  }
  if (network.status === 'allowed') {
    await tabs.apply(tabId, 'granted', details);
    return compose.propagating(connection, network, 0);
  }
  const grant = { at: now, cidrs: [...grantedCidrs] };
  if (uncovered(grant, deniedCidrs(network)).length > 0) {
    return explainRotation(background, {
      settings,
      connection,
      network,
      tabId,
      grant,
      question: state?.question,
    });
  }
  await tabs.apply(tabId, 'allowFailed', { cidrs: deniedCidrs(network) });
  // One family of two: AWS may see either.
  return failure ? compose.problem(failure, network) : compose.asking(connection, network);
}
