import { deniedCidrs, type KnownNetwork } from '../../backend/network-status.ts';
import { createReport } from '../../prompt/report.ts';
import type { PromptView } from '../../prompt/view.ts';
import type { Connection, Settings } from '../../settings/settings.ts';
import type { Background } from '../background.ts';
import type { Grant } from '../grant-memory.ts';
import { silenceUntil, type TabQuestion } from '../tabs/tab-state.ts';
import { composerFor } from './composer-for.ts';

/** One grant did not cover what was seen next. Nothing is asked, or allowed automatically, on this network any more. */
export async function explainRotation(
  background: Background,
  details: {
    settings: Settings;
    connection: Connection;
    network: KnownNetwork;
    tabId: number;
    grant: Grant;
    question?: TabQuestion | undefined;
  },
): Promise<PromptView> {
  const { environment, tabs, grants } = background;
  const { settings, connection, network, tabId, grant, question } = details;
  const now = environment.now();
  await grants.setRotating(connection.id);
  await tabs.apply(tabId, 'explain', {
    connectionId: connection.id,
    cidrs: deniedCidrs(network),
    isRotating: true,
    until: silenceUntil(network, now),
    ...(question ? { question } : {}),
  });
  const granted = grant.cidrs.map((cidr) => cidr.replace(/\/(?:32|128)$/, ''));
  const report = createReport({
    network,
    connection,
    classification: question?.classification,
    granted,
    now,
    version: environment.version,
  });
  return (await composerFor(background, settings)).rotating({ granted, network, report });
}
