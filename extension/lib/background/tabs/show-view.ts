import type { Environment } from '../../platform/environment.ts';
import { render } from '../../prompt/render.ts';
import type { PromptView } from '../../prompt/view.ts';

/** Draws a view in the top frame of a tab, or takes the prompt away. */
export function showView(environment: Environment, tabId: number, view: PromptView | null): Promise<void> {
  return environment.show(tabId, view && render(view));
}
