import type { PromptView } from '../../prompt/view.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { decide } from './decide.ts';

/** Asks the backend again about what this tab was about, because the person wants to know. Grants nothing. */
export async function askAgain(background: Background, tabId: number): Promise<PromptView | null> {
  const { settings } = await loadSettings(background.environment.storage);
  const state = await background.tabs.get(tabId);
  if (!state?.question) return null;
  // What the person asks for is never granted without another click.
  const prompt = settings.prompt === 'automatic' ? 'signin' : settings.prompt;
  return decide(background, { ...state.question, settings: { ...settings, prompt }, tabId, again: true });
}
