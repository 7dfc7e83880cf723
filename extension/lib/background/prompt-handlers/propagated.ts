import { mostRelevant } from '../../aws/denials/classify.ts';
import type { MessageBody } from '../../messages/messages.ts';
import type { PromptView } from '../../prompt/view.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
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
  const policyArns = connection.policyArn ? [connection.policyArn] : [];
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
  const network = asked.status === 'problem' ? await statusCache.last(connection.id) : asked;
  if (network?.status === 'denied') {
    const question = state.question ?? { page, signIn };
    return decide(background, { settings, tabId, ...question });
  }
  const compose = await composerFor(background, settings);
  await tabs.apply(tabId, 'recovered');
  if (!network || (!signIn && !isDenied)) return compose.done();
  return compose.ready(connection, network, signIn);
}
