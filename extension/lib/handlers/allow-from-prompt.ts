import type { Background } from '../background.ts';
import type { PromptView } from '../prompt/view.ts';
import { activeConnection } from '../settings.ts';
import { loadSettings } from '../settings-store.ts';
import { allow } from './allow.ts';

/** The person pressed the prompt's button. `null` when there is no connection any more. */
export async function allowFromPrompt(background: Background, tabId: number): Promise<PromptView | null> {
  const { settings } = await loadSettings(background.environment.storage);
  const state = await background.tabs.get(tabId);
  const connection =
    settings.connections.find(({ id }) => id === state?.connectionId) ?? activeConnection(settings);
  if (!connection) return null;
  return allow(background, { settings, connection, tabId, signIn: state?.signIn ?? false });
}
