import { networkFor, ownTargets } from '../../backend/network-for.ts';
import { deniedCidrs } from '../../backend/network-status.ts';
import { failedTargets, targetsToRetry } from '../../backend/target.ts';
import type { PromptView } from '../../prompt/view.ts';
import type { Connection, Settings } from '../../settings/settings.ts';
import type { Background } from '../background.ts';
import { uncovered } from '../grant-memory.ts';
import { leaseRequest } from '../lease-request.ts';
import type { GrantResult } from '../status-cache.ts';
import { showView } from '../tabs/show-view.ts';
import { concernOf, silenceUntil } from '../tabs/tab-state.ts';
import { updateTabs } from '../tabs/update-tabs.ts';
import { composerFor } from './composer-for.ts';
import { explainRotation } from './explain-rotation.ts';

interface Wish {
  readonly settings: Settings;
  readonly connection: Connection;
  readonly tabId: number;
  /** Only in the accounts that the last grant did not reach. */
  readonly failedOnly?: boolean;
}

/**
 * Allows this network for a tab that is in the phase `asking`, or whose prompt offers another try. `null` when the tab is
 * not: then nothing is allowed.
 */
export async function allow(background: Background, wish: Wish): Promise<PromptView | null> {
  const { environment, statusCache, tabs } = background;
  const { settings, connection, tabId, failedOnly = false } = wish;
  const before = await tabs.get(tabId);
  const earlier = await background.grants.last(connection.id);
  const state = await tabs.apply(tabId, failedOnly ? 'retry' : 'allow', { connectionId: connection.id });
  if (!state) return null;
  const { alias } = state.question?.page ?? {};
  if (alias !== undefined) await tabs.choose(alias, connection.id);
  const done = failedOnly ? await retry(background, connection) : await statusCache.grant(connection);
  const worked = failedOnly && ['propagating', 'done'].includes(before?.phase ?? '');
  const view = await outcome(background, { ...wish, since: worked ? earlier?.at : undefined }, done);
  if (done.network.status !== 'problem') {
    const { network } = done;
    await updateTabs(background, { settings, connectionId: connection.id, network, except: tabId });
  }
  // The page that pressed the button was left meanwhile; the one that is there now waits.
  if (background.waitingTabs.delete(tabId)) await showView(environment, tabId, view);
  return view;
}

/** Another try in the accounts that the last grant did not reach. One that the reconcile has served needs none. */
async function retry({ environment, statusCache }: Background, connection: Connection): Promise<GrantResult> {
  const known = await statusCache.last(connection.id);
  const targets = targetsToRetry(known?.targets).map(({ id }) => id);
  if (targets.length === 0) {
    return { network: known ?? (await statusCache.get(connection)), grantedCidrs: [], leaseIds: [] };
  }
  return statusCache.grant(connection, leaseRequest({ targets }, known, environment.now()));
}

/** @param wish.since when the page's account was allowed, if that was before this click */
async function outcome(
  background: Background,
  { settings, connection, tabId, since }: Wish & { readonly since: number | undefined },
  { network: granted, grantedCidrs, leaseIds, failure }: GrantResult,
): Promise<PromptView | null> {
  const { environment, tabs } = background;
  const now = environment.now();
  const compose = await composerFor(background, settings);
  const state = await tabs.get(tabId);
  const isCancelled = state?.isCancelled === true;
  const concern = concernOf(state?.question);
  const network = networkFor(granted, concern);
  if (granted.status !== 'problem' && !isCancelled) {
    const own = failedTargets(ownTargets(granted, concern));
    if (own.length > 0) {
      await tabs.apply(tabId, 'allowFailed', { cidrs: granted.observations.map(({ cidr }) => cidr) });
      return compose.partly(granted, own);
    }
  }
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
    return compose.propagating(connection, network, since === undefined ? 0 : Math.max(0, now - since));
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
