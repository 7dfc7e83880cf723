import { loudest } from '../aws/classify.ts';
import type { Background } from '../background.ts';
import type { MessageBody } from '../messages.ts';
import type { PromptView } from '../prompt/view.ts';
import { connectionFor } from '../settings.ts';
import { loadSettings } from '../settings-store.ts';
import { decide } from './decide.ts';

/** A page shows what may be a denial: say nothing, ask, or explain. */
export async function refusalSeen(
  background: Background,
  body: MessageBody<'refusalSeen'>,
  { tabId, signIn }: { tabId: number; signIn: boolean },
): Promise<PromptView | null> {
  const { settings } = await loadSettings(background.environment.storage);
  const connection = connectionFor(settings, body.page.accountId);
  if (!connection?.key) return null;
  const policyArns = connection.policyArn ? [connection.policyArn] : [];
  const said = loudest(body.texts.map((text) => background.classify(text, { policyArns })));
  return decide(background, { settings, connection, tabId, said, signIn });
}
