/** One handler per message; each lives in its own file. */
import type { Background } from '../background.ts';
import type { Handlers, Sender } from '../messages.ts';
import type { PromptView } from '../prompt/view.ts';
import { allowFromPrompt } from './allow-from-prompt.ts';
import { allowNetwork } from './allow-network.ts';
import { connect } from './connect.ts';
import { endLeases } from './end-leases.ts';
import { overview } from './overview.ts';
import { propagated } from './propagated.ts';
import { refusalSeen } from './refusal-seen.ts';
import { selectConnection } from './select-connection.ts';
import { signInOpened } from './sign-in-opened.ts';
import { testConnection } from './test-connection.ts';

export function createHandlers(background: Background): Handlers {
  const { environment, tabs } = background;
  return {
    refusalSeen: (body, sender) =>
      inTab(sender, async (tabId) => {
        const signIn = background.isSignIn(sender.url ?? '');
        const view = await refusalSeen(background, body, { tabId, signIn });
        if (sender.frameId === 0) return view;
        // A frame of the console speaks: the prompt stands in the page around it.
        if (view) await environment.show(tabId, view);
        return null;
      }),
    signInOpened: (body, sender) => inTab(sender, (tabId) => signInOpened(background, body, tabId)),
    allowFromPrompt: (_, sender) => inTab(sender, (tabId) => allowFromPrompt(background, tabId)),
    propagated: (body, sender) => inTab(sender, (tabId) => propagated(background, body, tabId)),
    dismissed: (_, sender) =>
      inTab(sender, async (tabId) => {
        const state = await tabs.get(tabId);
        if (state) await tabs.set(tabId, { ...state, phase: 'dismissed' });
        return null;
      }),
    openOptions: async () => {
      await environment.openOptions();
      return null;
    },
    refreshOverview: (body) => overview(background, { fresh: body.force === true }),
    allowNetwork: (body) => allowNetwork(background, body),
    endLeases: (body) => endLeases(background, body),
    selectConnection: (body) => selectConnection(background, body),
    testConnection: (body) => testConnection(background, body),
    connect: (body) => connect(background, body),
  };
}

async function inTab(
  sender: Sender,
  handle: (tabId: number) => Promise<PromptView | null>,
): Promise<PromptView | null> {
  return sender.tabId === undefined ? null : handle(sender.tabId);
}
