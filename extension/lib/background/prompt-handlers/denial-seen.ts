import { mostRelevant } from '../../aws/denials/classify.ts';
import type { MessageBody } from '../../messages/messages.ts';
import type { PromptView } from '../../prompt/view.ts';
import { policyArnsOf } from '../../settings/accounts.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { decide } from './decide.ts';

/** A page shows what may be a denial: say nothing, ask, or explain. */
export async function denialSeen(
  background: Background,
  { texts, page }: MessageBody<'denialSeen'>,
  { tabId, signIn }: { tabId: number; signIn: boolean },
): Promise<PromptView | null> {
  const { settings } = await loadSettings(background.environment.storage);
  const policyArns = settings.connections.flatMap(policyArnsOf);
  const { sessionArn, language } = page;
  const classification = mostRelevant(
    texts.map((text) => background.classify(text, { policyArns, sessionArn, language })),
  );
  return decide(background, { settings, tabId, classification, page, signIn });
}
