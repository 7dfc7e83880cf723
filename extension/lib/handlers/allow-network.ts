import type { Background } from '../background.ts';
import type { MessageBody } from '../messages.ts';
import type { Overview } from '../overview.ts';
import { activeConnection } from '../settings.ts';
import { loadSettings } from '../settings-store.ts';
import { overview } from './overview.ts';
import { tellTabs } from './tell-tabs.ts';

/** Allow or extend this network, from the popup. */
export async function allowNetwork(
  background: Background,
  request: MessageBody<'allowNetwork'>,
): Promise<Overview> {
  const { environment, judge } = background;
  const { settings } = await loadSettings(environment.storage);
  const connection = activeConnection(settings);
  if (!connection) return overview(background, { fresh: false });
  const network = await judge.allow(connection, request);
  if (network.status === 'problem') {
    return overview(background, { fresh: false, failure: network.failure });
  }
  await tellTabs(background, { settings, connectionId: connection.id, network });
  return overview(background, { fresh: false });
}
