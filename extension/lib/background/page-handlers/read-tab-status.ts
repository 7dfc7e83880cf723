import * as v from 'valibot';
import { rawPageSchema, readPage } from '../../aws/page-schema.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { connectionsFor } from '../tabs/connections-for.ts';
import type { TabStatus } from '../tabs/tab-status.ts';

/** What the background knows about a tab, for the popup that was opened over it. */
export async function tabStatus(background: Background, { tabId }: { tabId: number }): Promise<TabStatus> {
  const { environment, tabs } = background;
  const page = v.safeParse(v.pipe(rawPageSchema, v.transform(readPage)), await environment.pageOf(tabId));
  const state = await tabs.get(tabId);
  const { settings } = await loadSettings(environment.storage);
  const fit = page.success ? await connectionsFor(background, settings, page.output, state) : undefined;
  return {
    isAws: page.success,
    ...(page.success && page.output.accountId !== undefined ? { accountId: page.output.accountId } : {}),
    connectionIds: fit?.connections.map(({ id }) => id) ?? [],
    ...(state ? { phase: state.phase } : {}),
    canRecall: state?.question !== undefined && ['dismissed', 'explained', 'unknown'].includes(state.phase),
  };
}
