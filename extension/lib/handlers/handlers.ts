/** One handler per message; each lives in its own file. */
import type { Background } from '../background.ts';
import type { Handlers, Sender } from '../messages.ts';
import type { Drawing } from '../prompt/drawing.ts';
import { render } from '../prompt/render.ts';
import type { PromptView } from '../prompt/view.ts';
import { allowFromPrompt } from './allow-from-prompt.ts';
import { allowNetwork } from './allow-network.ts';
import { askAgain } from './ask-again.ts';
import { connect } from './connect.ts';
import { dismissed } from './dismissed.ts';
import { endFromPrompt } from './end-from-prompt.ts';
import { endLeases } from './end-leases.ts';
import { endsSoon } from './ends-soon.ts';
import { overview } from './overview.ts';
import { propagated } from './propagated.ts';
import { recallPrompt } from './recall-prompt.ts';
import { refusalSeen } from './refusal-seen.ts';
import { selectConnection } from './select-connection.ts';
import { showView } from './show-view.ts';
import { signInOpened } from './sign-in-opened.ts';
import { tabStatus } from './tab-status.ts';
import { testConnection } from './test-connection.ts';

export function createHandlers(background: Background): Handlers {
  const { environment } = background;
  return {
    refusalSeen: (body, sender) =>
      inTab(sender, async (tabId) => {
        const signIn = background.isSignIn(sender.url ?? '');
        const view = await refusalSeen(background, body, { tabId, signIn });
        if (sender.frameId === 0) return view;
        // A frame of the console speaks: the prompt stands in the page around it.
        if (view) await showView(environment, tabId, view);
        return null;
      }),
    signInOpened: (body, sender) => inTab(sender, (tabId) => signInOpened(background, body, tabId)),
    allowFromPrompt: (body, sender) => inTab(sender, (tabId) => allowFromPrompt(background, tabId, body)),
    askAgain: (_, sender) => inTab(sender, (tabId) => askAgain(background, tabId)),
    propagated: (body, sender) => inTab(sender, (tabId) => propagated(background, body, tabId)),
    dismissed: (body, sender) => inTab(sender, (tabId) => dismissed(background, tabId, body)),
    endFromPrompt: (_, sender) => inTab(sender, (tabId) => endFromPrompt(background, tabId)),
    endsSoon: (body, sender) => inTab(sender, (tabId) => endsSoon(background, body, tabId)),
    openOptions: async () => {
      await environment.openOptions();
      return null;
    },
    refreshOverview: (body) => overview(background, { fresh: body.force === true }),
    allowNetwork: (body) => allowNetwork(background, body),
    endLeases: (body) => endLeases(background, body),
    selectConnection: (body) => selectConnection(background, body),
    tabStatus: (body) => tabStatus(background, body),
    recallPrompt: (body) => recallPrompt(background, body),
    testConnection: (body) => testConnection(background, body),
    connect: (body) => connect(background, body),
  };
}

async function inTab(
  sender: Sender,
  handle: (tabId: number) => Promise<PromptView | null>,
): Promise<Drawing | null> {
  const view = sender.tabId === undefined ? null : await handle(sender.tabId);
  return view && render(view);
}
