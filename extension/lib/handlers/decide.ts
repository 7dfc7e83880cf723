/** The decision whether to prompt, and with what. */
import type { Classification } from '../aws/classify.ts';
import type { Background } from '../background.ts';
import type { KnownNetwork } from '../network.ts';
import { createComposer, PROPAGATION } from '../prompt/compose.ts';
import { createReport } from '../prompt/report.ts';
import type { PromptView } from '../prompt/view.ts';
import type { Connection, Settings } from '../settings.ts';
import { createSpeaker } from '../words.ts';
import { allow } from './allow.ts';

/** How long after allowing a refusal is taken as "still refused", in milliseconds. */
const ALLOWED_RECENTLY = 10 * 60_000;

export interface Question {
  readonly settings: Settings;
  readonly connection: Connection;
  readonly tabId: number;
  /** What the page says; `undefined` on a sign-in page that says nothing yet. */
  readonly said: Classification | undefined;
  readonly signIn: boolean;
}

/** Silence (`null`), the question, progress, the explanation, or a problem. */
export async function decide(background: Background, question: Question): Promise<PromptView | null> {
  const { environment, judge, tabs } = background;
  const { settings, connection, tabId, said, signIn } = question;
  const state = await tabs.get(tabId);
  const mine = state?.connectionId === connection.id ? state : undefined;
  if (mine?.phase === 'dismissed') return null;

  const allowedAt = await tabs.allowedAt(connection.id);
  const recently =
    allowedAt !== undefined && environment.now() - allowedAt < ALLOWED_RECENTLY ? allowedAt : undefined;
  // A denial that need not be ours is explained only where the person has just allowed the network.
  const here = recently !== undefined && mine?.phase === 'allowed';
  const otherPolicy = here && said?.otherPolicy === true;
  if (said && said.verdict === 'no' && !otherPolicy) return null;

  const network = await judge.ask(connection);
  const compose = createComposer(
    createSpeaker(settings.language, environment.uiLanguage()),
    environment.now(),
  );
  if (network.status === 'problem') {
    if (!said) return null;
    await tabs.set(tabId, { connectionId: connection.id, phase: 'asking', signIn });
    return compose.problem(network);
  }
  // Now the policy's name is known for sure: a text that names another one is not about us.
  if (said?.namedPolicy && said.namedPolicy !== network.policyArn && !otherPolicy) return null;

  if (network.status === 'refused') {
    await tabs.set(tabId, { connectionId: connection.id, phase: 'asking', signIn });
    if (settings.prompt === 'automatic') return allow(background, { settings, connection, tabId, signIn });
    return compose.asking(network, signIn && !said);
  }
  if (!said) return null;

  const since = recently ?? (said.verdict === 'ours' ? leaseStart(network) : undefined);
  const elapsed = since === undefined ? undefined : Math.max(0, environment.now() - since);
  if (elapsed !== undefined && elapsed < PROPAGATION) {
    // Allowed elsewhere a moment ago: this tab waits for AWS as well, and is told what came of it.
    if (!mine) await tabs.set(tabId, { connectionId: connection.id, phase: 'allowed', signIn });
    return compose.propagating(network, elapsed);
  }
  if (said.verdict !== 'ours' && !here) return null;
  if (mine?.phase === 'explained') return null;
  await tabs.set(tabId, { connectionId: connection.id, phase: 'explained', signIn });
  return compose.refused({
    network,
    connection,
    policy: said.otherPolicy ? said.namedPolicy : undefined,
    report: createReport({ network, connection, said, now: environment.now(), version: environment.version }),
  });
}

function leaseStart(network: KnownNetwork): number | undefined {
  const starts = network.observations.flatMap(({ lease }) => (lease ? [lease.grantedAt] : []));
  return starts.length > 0 ? Math.max(...starts) : undefined;
}
