import type { Background } from '../background.ts';
import { createComposer } from '../prompt/compose.ts';
import type { PromptView } from '../prompt/view.ts';
import type { Connection, Settings } from '../settings.ts';
import { createSpeaker } from '../words.ts';
import { tellTabs } from './tell-tabs.ts';

/** Allows this network for a tab that waits for it. */
export async function allow(
  background: Background,
  question: { settings: Settings; connection: Connection; tabId: number; signIn: boolean },
): Promise<PromptView> {
  const { environment, judge, tabs } = background;
  const { settings, connection, tabId, signIn } = question;
  const network = await judge.allow(connection);
  const now = environment.now();
  const compose = createComposer(createSpeaker(settings.language, environment.uiLanguage()), now);
  if (network.status === 'problem') return compose.problem(network);
  await tabs.setAllowedAt(connection.id, now);
  await tabs.set(tabId, { connectionId: connection.id, phase: 'allowed', signIn });
  await tellTabs(background, { settings, connectionId: connection.id, network, except: tabId });
  // Refused right after allowing: AWS sees an address of a family that Genkan could not be reached over.
  return network.status === 'allowed' ? compose.propagating(network, 0) : compose.asking(network, signIn);
}
