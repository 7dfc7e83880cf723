import type { MessageBody } from '../../messages/messages.ts';
import type { PromptView } from '../../prompt/view.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { decide } from './decide.ts';

/** A sign-in page opened: offer the button before a password is typed, unless the person wants it only on denials. */
export async function signInOpened(
  background: Background,
  { page }: MessageBody<'signInOpened'>,
  tabId: number,
): Promise<PromptView | null> {
  const { settings } = await loadSettings(background.environment.storage);
  if (settings.prompt === 'refused') return null;
  return decide(background, { settings, tabId, page, signIn: true });
}
