import type { Background } from '../background.ts';
import { createComposer } from '../prompt/compose.ts';
import type { PromptView } from '../prompt/view.ts';
import { loadSettings } from '../settings-store.ts';
import { createSpeaker } from '../words.ts';

/** AWS has had its time: done when the page shows no refusal any more, otherwise ready to reload. */
export async function propagated(
  background: Background,
  body: { stillRefused: boolean },
  tabId: number,
): Promise<PromptView | null> {
  const { environment, judge, tabs } = background;
  const { settings } = await loadSettings(environment.storage);
  const state = await tabs.get(tabId);
  const connection = settings.connections.find(({ id }) => id === state?.connectionId);
  if (!state || !connection) return null;
  const speaker = createSpeaker(settings.language, environment.uiLanguage());
  const compose = createComposer(speaker, environment.now());
  const network = await judge.ask(connection);
  if (network.status === 'problem') return compose.problem(network);
  if (network.status === 'refused') return compose.asking(network, state.signIn);
  if (state.signIn) return compose.ready(network, true);
  return body.stillRefused ? compose.ready(network, false) : compose.done();
}
