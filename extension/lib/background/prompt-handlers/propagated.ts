import { mostRelevant } from '../../aws/denials/classify.ts';
import { networkFor } from '../../backend/network-for.ts';
import type { MessageBody } from '../../messages/messages.ts';
import type { PromptView } from '../../prompt/view.ts';
import { policyArnsOf } from '../../settings/accounts.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { concernOf } from '../tabs/tab-state.ts';
import { composerFor } from './composer-for.ts';
import { decide } from './decide.ts';

/** AWS has had its time: done when the page shows no denial any more, otherwise ready to reload. */
export async function propagated(
  background: Background,
  { texts }: MessageBody<'propagated'>,
  tabId: number,
): Promise<PromptView | null> {
  const { environment, statusCache, tabs } = background;
  const { settings } = await loadSettings(environment.storage);
  const state = await tabs.get(tabId);
  const connection = settings.connections.find(({ id }) => id === state?.connectionId);
  if (!state || !connection || (state.phase !== 'propagating' && state.phase !== 'done')) return null;
  const signIn = state.question?.signIn ?? false;
  const page = state.question?.page ?? {};
  const policyArns = policyArnsOf(connection);
  const { sessionArn, language } = page;
  const classification = mostRelevant(
    texts.map((text) => background.classify(text, { policyArns, sessionArn, language })),
  );
  const isDenied = classification.verdict !== 'no' && !classification.isUncertain;
  // A reload cannot help against another policy.
  if (classification.otherPolicy)
    return decide(background, { settings, tabId, classification, page, signIn });

  const asked = await statusCache.get(connection, { forPage: true, denied: isDenied });
  // The backend said that the network is allowed; that it cannot be asked now changes nothing.
  const seen = asked.status === 'problem' ? await statusCache.last(connection.id) : asked;
  const found = seen && networkFor(seen, concernOf(state.question));
  const network = found?.status === 'problem' ? undefined : found;
  if (network?.status === 'denied') {
    const question = state.question ?? { page, signIn };
    return decide(background, { settings, tabId, ...question });
  }
  const compose = await composerFor(background, settings);
  await tabs.apply(tabId, 'recovered');
  if (!network || (!signIn && !isDenied)) return compose.done(network);
  return compose.ready(connection, network, signIn);
}
