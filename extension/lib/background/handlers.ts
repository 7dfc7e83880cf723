/** One handler per message; each lives in its own file. */

import type { Handlers, Sender } from '../messages/messages.ts';
import type { Drawing } from '../prompt/drawing.ts';
import { render } from '../prompt/render.ts';
import type { PromptView } from '../prompt/view.ts';
import type { Background } from './background.ts';
import { allowNetwork } from './page-handlers/allow-network.ts';
import { connect } from './page-handlers/connect.ts';
import { endLeases } from './page-handlers/end-leases.ts';
import { overview } from './page-handlers/read-overview.ts';
import { tabStatus } from './page-handlers/read-tab-status.ts';
import { selectConnection } from './page-handlers/select-connection.ts';
import { testConnection } from './page-handlers/test-connection.ts';
import { allowFromPrompt } from './prompt-handlers/allow-from-prompt.ts';
import { askAgain } from './prompt-handlers/ask-again.ts';
import { denialSeen } from './prompt-handlers/denial-seen.ts';
import { dismissed } from './prompt-handlers/dismissed.ts';
import { endFromPrompt } from './prompt-handlers/end-from-prompt.ts';
import { endsSoon } from './prompt-handlers/ends-soon.ts';
import { propagated } from './prompt-handlers/propagated.ts';
import { recallPrompt } from './prompt-handlers/recall-prompt.ts';
import { signInOpened } from './prompt-handlers/sign-in-opened.ts';
import { showView } from './tabs/show-view.ts';

export function createHandlers(background: Background): Handlers {
  const { environment } = background;
  return {
    denialSeen: (body, sender) =>
      inTab(sender, async (tabId) => {
        const signIn = background.isSignIn(sender.url ?? '');
        const view = await denialSeen(background, body, { tabId, signIn });
        if (sender.frameId === 0) return view;
        // The denial is in a frame of the console: the prompt stands in the page around it.
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
