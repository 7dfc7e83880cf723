import type { Background } from '../background.ts';
import type { MessageBody } from '../messages.ts';
import type { PromptView } from '../prompt/view.ts';
import { connectionFor } from '../settings.ts';
import { loadSettings } from '../settings-store.ts';
import { decide } from './decide.ts';

/** A sign-in page opened: offer the button before a password is typed, unless the person wants it only on refusals. */
export async function signInOpened(
  background: Background,
  body: MessageBody<'signInOpened'>,
  tabId: number,
): Promise<PromptView | null> {
  const { settings } = await loadSettings(background.environment.storage);
  const connection = connectionFor(settings, body.page.accountId);
  if (!connection?.key || settings.prompt === 'refused') return null;
  return decide(background, { settings, connection, tabId, said: undefined, signIn: true });
}
