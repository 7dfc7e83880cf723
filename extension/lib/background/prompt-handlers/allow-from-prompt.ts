import type { MessageBody } from '../../messages/messages.ts';
import type { PromptView } from '../../prompt/view.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { allow } from './allow.ts';

/** The person pressed one of the prompt's buttons. `null` unless this tab's prompt offers exactly that. */
export async function allowFromPrompt(
  background: Background,
  tabId: number,
  { connectionId, failedOnly = false }: MessageBody<'allowFromPrompt'> = {},
): Promise<PromptView | null> {
  const { settings } = await loadSettings(background.environment.storage);
  const state = await background.tabs.get(tabId);
  const wanted = connectionId ?? state?.connectionId;
  if (wanted === undefined || (connectionId !== undefined && !state?.choices.includes(connectionId)))
    return null;
  const connection = settings.connections.find(({ id, key }) => id === wanted && key !== '');
  return connection ? allow(background, { settings, connection, tabId, failedOnly }) : null;
}
