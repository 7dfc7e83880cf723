/** The decision whether to prompt, and with what. */

import type { Classification } from '../../aws/denials/classify.ts';
import {
  hasAccount,
  hasPolicy,
  type NetworkHere,
  networkFor,
  ownTargets,
} from '../../backend/network-for.ts';
import { deniedCidrs, leaseStart, type Network } from '../../backend/network-status.ts';
import { failedTargets } from '../../backend/target.ts';
import { createReport } from '../../prompt/report.ts';
import type { PromptView } from '../../prompt/view.ts';
import { PROPAGATION_MS } from '../../prompt/views/allowed.ts';
import type { Choice } from '../../prompt/views/asking.ts';
import { policyArnsOf } from '../../settings/accounts.ts';
import type { Connection, Settings } from '../../settings/settings.ts';
import type { Background } from '../background.ts';
import { type Grant, uncovered } from '../grant-memory.ts';
import { connectionsFor } from '../tabs/connections-for.ts';
import { concernOf, isSilenced, silenceUntil, type TabQuestion, type TabState } from '../tabs/tab-state.ts';
import { afterInterruption } from './after-interruption.ts';
import { allow } from './allow.ts';
import { composerFor } from './composer-for.ts';
import { explainRotation } from './explain-rotation.ts';

/** How long after allowing a denial is taken as "still denied", in milliseconds. */
const ALLOWED_RECENTLY_MS = 10 * 60_000;

export interface Asked extends TabQuestion {
  readonly settings: Settings;
  readonly tabId: number;
  /** The person wants to know, whatever was dismissed, explained or failed before. */
  readonly again?: boolean;
}

/** Silence (`null`), the question, progress, the explanation, or a problem. */
export async function decide(background: Background, asked: Asked): Promise<PromptView | null> {
  const { tabs } = background;
  const { settings, tabId, classification, again = false } = asked;
  const state = await tabs.get(tabId);
  if (state?.phase === 'allowing' && !tabs.isInterrupted(state)) {
    // The page was loaded anew, or shows more denials: it is told when the response is there.
    background.waitingTabs.add(tabId);
    return (await composerFor(background, settings)).allowing({ cancelled: state.isCancelled === true });
  }
  if (classification?.verdict === 'no' && !classification.otherPolicy) return null;
  const accountId = asked.page.accountId ?? classification?.accountId;
  const page = { ...asked.page, ...(accountId === undefined ? {} : { accountId }) };
  const fit = await connectionsFor(background, settings, page, state);
  // The click that an earlier process did not finish named its connection.
  const clicked = state && tabs.isInterrupted(state) ? state.connectionId : undefined;
  const named = fit.connections.filter(
    (each) =>
      clicked === each.id || (classification?.verdict === 'ours' && namesPolicyOf(classification, each)),
  );
  const [connection, ...others] = named.length === 1 ? named : fit.connections;
  if (!connection) return null;
  if (named.length !== 1 && (!fit.isSure || others.length > 0)) {
    return classification?.verdict === 'no' ? null : choose(background, asked, fit.connections, state);
  }
  const mine = state?.connectionId === connection.id ? state : undefined;
  const grant = await background.grants.last(connection.id);
  return decideFor(background, { ...asked, page, again, connection, mine, grant });
}

interface Decided extends Asked {
  readonly connection: Connection;
  readonly mine: TabState | undefined;
  readonly grant: Grant | undefined;
  readonly again: boolean;
}

async function decideFor(background: Background, decided: Decided): Promise<PromptView | null> {
  const { environment, statusCache, tabs } = background;
  const { settings, connection, tabId, classification, page, signIn, mine, grant, again } = decided;
  const now = environment.now();
  const compose = await composerFor(background, settings);
  const question: TabQuestion = { page, signIn, ...(classification ? { classification } : {}) };
  const since = grant && now - grant.at < ALLOWED_RECENTLY_MS ? grant.at : undefined;
  // A denial that need not be ours is explained only where the person has just allowed the network.
  const here = since !== undefined && ['propagating', 'done', 'explained'].includes(mine?.phase ?? '');
  const otherPolicy = (here || again) && classification?.otherPolicy === true;
  if (classification && classification.verdict === 'no' && !otherPolicy) return null;

  const isDenied = classification !== undefined && !classification.isUncertain;
  const seen = await statusCache.get(
    connection,
    again ? { fresh: true } : { forPage: true, denied: isDenied },
  );
  const network = networkFor(seen, concernOf(question));
  if (network.status === 'problem') {
    if (!again && (!isDenied || isSilenced(mine, [], now))) return null;
    await tabs.apply(tabId, 'questionFailed', { connectionId: connection.id, question, cidrs: [] });
    return compose.unknown(network.failure);
  }
  // Now the policy's name is known for sure: a text that names another one is not about us.
  if (classification?.namedPolicy && !hasPolicy(network, classification.namedPolicy) && !otherPolicy)
    return null;
  // And the account: a connection whose account was not known yet may turn out to lead elsewhere.
  if (page.accountId !== undefined && !hasAccount(network, page.accountId)) return null;

  if (mine && tabs.isInterrupted(mine)) {
    const known = await afterInterruption(background, compose, {
      ...decided,
      network,
      state: mine,
      question,
    });
    if (known !== undefined) return known;
  }
  if (network.status === 'denied') return denied(background, { ...decided, network, question });
  if (!isDenied) return null;

  const start = since ?? (classification.verdict === 'ours' ? leaseStart(network) : undefined);
  const elapsed = start === undefined ? undefined : Math.max(0, now - start);
  const cidrs = network.observations.map(({ cidr }) => cidr);
  if (!again && isSilenced(mine, cidrs, now)) return null;
  if (elapsed !== undefined && elapsed < PROPAGATION_MS && !otherPolicy) {
    // Allowed elsewhere a moment ago: this tab waits for AWS as well, and is told what came of it.
    await tabs.apply(tabId, 'granted', { connectionId: connection.id, question, cidrs });
    return compose.propagating(connection, network, elapsed);
  }
  if (classification.verdict !== 'ours' && !here && !again) return null;
  await tabs.apply(tabId, 'explain', {
    connectionId: connection.id,
    question,
    cidrs,
    until: silenceUntil(network, now),
  });
  return compose.explained({
    network,
    connection,
    classification,
    elapsed,
    accountIsKnown: page.accountId !== undefined,
    report: createReport({ network, connection, classification, now, version: environment.version }),
  });
}

/** The network is not allowed: ask, allow automatically, or explain that this network's address changes. */
async function denied(
  background: Background,
  decided: Decided & { network: NetworkHere; question: TabQuestion },
): Promise<PromptView | null> {
  const { environment, statusCache, tabs, grants } = background;
  const { settings, connection, network, tabId, classification, question, mine, grant, again } = decided;
  const now = environment.now();
  const compose = await composerFor(background, settings);
  const cidrs = deniedCidrs(network);
  // "Something else denies this" was explained while the network was allowed. That the allowlist denies it now is a new cause.
  const isOtherCause = mine?.phase === 'explained' && mine.isRotating !== true;
  if (!again && !isOtherCause && isSilenced(mine, cidrs, now)) return null;

  const isRecent = grant !== undefined && now - grant.at < ALLOWED_RECENTLY_MS;
  const missed = isRecent ? uncovered(grant, cidrs) : [];
  const rotation = await grants.rotation(connection.id);
  if (!again && grant && (missed.length > 0 || rotation.isExplained)) {
    return explainRotation(background, { ...decided, grant });
  }

  const interrupted = mine !== undefined && tabs.isInterrupted(mine);
  await tabs.apply(tabId, 'ask', { connectionId: connection.id, choices: [connection.id], cidrs, question });
  // Another tab may have allowed the network since the backend was asked.
  const last = await statusCache.last(connection.id);
  const latest = last && networkFor(last, concernOf(question));
  if (latest?.status === 'allowed') {
    await tabs.apply(tabId, 'granted', {});
    return compose.propagating(connection, latest, Math.max(0, now - (grant?.at ?? now)));
  }
  // Never again by itself, and not as if nothing had been tried.
  const failed = failedTargets(ownTargets(network, concernOf(question)));
  if (failed.length > 0) return compose.partly(network, failed);
  const automatic =
    settings.prompt === 'automatic' && question.page.accountId !== undefined && !rotation.stopsAutomatic;
  if (automatic) return allow(background, { settings, connection, tabId });
  return compose.asking(connection, network, { signIn: question.signIn && !classification, interrupted });
}

/** The person chooses the account, among those in which this network is not allowed. */
async function choose(
  background: Background,
  { settings, tabId, classification, page, signIn, again = false }: Asked,
  connections: readonly Connection[],
  state: TabState | undefined,
): Promise<PromptView | null> {
  const { environment, statusCache, tabs } = background;
  const compose = await composerFor(background, settings);
  const concern = concernOf({ page, classification });
  const networks = await Promise.all(
    connections.map(async (connection) =>
      networkFor(await statusCache.get(connection, again ? { fresh: true } : { forPage: true }), concern),
    ),
  );
  const choices = connections.flatMap((connection, index): Choice[] => {
    const network = networks[index];
    return network?.status === 'denied' ? [{ connection, network }] : [];
  });
  const [first, ...others] = choices;
  const question: TabQuestion = { page, signIn, ...(classification ? { classification } : {}) };
  if (!first) {
    const failed = networks.find((network) => network.status === 'problem');
    const isWorthSaying =
      classification !== undefined && !classification.isUncertain && networks.every(isProblem);
    if (!failed || !isWorthSaying || (!again && isSilenced(state, [], environment.now()))) return null;
    await tabs.apply(tabId, 'questionFailed', { connectionId: undefined, question, cidrs: [] });
    return compose.unknown(failed.failure);
  }
  const cidrs = choices.flatMap(({ network }) => deniedCidrs(network));
  if (!again && isSilenced(state, cidrs, environment.now())) return null;
  await tabs.apply(tabId, 'ask', {
    connectionId: undefined,
    choices: choices.map(({ connection }) => connection.id),
    cidrs,
    question,
  });
  return compose.choosing([first, ...others]);
}

const isProblem = (network: Network) => network.status === 'problem';

/** Whether AWS names a policy of this connection. */
function namesPolicyOf({ namedPolicy }: Classification, connection: Connection): boolean {
  return namedPolicy !== undefined && policyArnsOf(connection).includes(namedPolicy);
}
