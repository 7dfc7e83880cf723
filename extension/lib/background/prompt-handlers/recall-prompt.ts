import type { Background } from '../background.ts';
import { showView } from '../tabs/show-view.ts';
import { askAgain } from './ask-again.ts';

/** Shows a tab's prompt again, from the popup. Whether there was one to show. */
export async function recallPrompt(background: Background, { tabId }: { tabId: number }): Promise<boolean> {
  const view = await askAgain(background, tabId);
  if (view) await showView(background.environment, tabId, view);
  return view !== null;
}
