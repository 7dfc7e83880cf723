import type { MessageBody } from '../../messages/messages.ts';
import { activeConnection } from '../../settings/settings.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { leaseRequest } from '../lease-request.ts';
import { rememberLabel } from '../network-names.ts';
import type { Overview } from '../overview.ts';
import { updateTabs } from '../tabs/update-tabs.ts';
import { overview } from './read-overview.ts';

/** Allow or extend this network, from the popup. */
export async function allowNetwork(
  background: Background,
  request: MessageBody<'allowNetwork'>,
): Promise<Overview> {
  const { environment, statusCache } = background;
  const { settings } = await loadSettings(environment.storage);
  const connection = activeConnection(settings);
  if (!connection?.key) return overview(background, { fresh: false });
  const known = await statusCache.last(connection.id);
  const network = await statusCache.allow(connection, leaseRequest(request, known, environment.now()));
  if (network.status === 'problem') {
    return overview(background, { fresh: false, failure: network.failure });
  }
  if (request.label) await rememberLabel(environment.storage, network, request.label);
  await updateTabs(background, { settings, connectionId: connection.id, network });
  return overview(background, { fresh: false });
}
