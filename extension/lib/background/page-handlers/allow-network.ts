import { leaseEnd } from '@genkan/shared/lease/end';
import type { Network } from '../../backend/network-status.ts';
import type { MessageBody } from '../../messages/messages.ts';
import { activeConnection } from '../../settings/settings.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
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
  const network = await statusCache.allow(connection, withoutShortening(request, known, environment.now()));
  if (network.status === 'problem') {
    return overview(background, { fresh: false, failure: network.failure });
  }
  if (request.label) await rememberLabel(environment.storage, network, request.label);
  await updateTabs(background, { settings, connectionId: connection.id, network });
  return overview(background, { fresh: false });
}

/** A renewal sets the end anew, for the addresses of both families: one that would end earlier keeps its end. */
function withoutShortening(
  request: MessageBody<'allowNetwork'>,
  network: Network | undefined,
  now: number,
): MessageBody<'allowNetwork'> {
  if (!network || network.status === 'problem') return request;
  const { nextReset, maxMinutes } = network;
  const wanted = leaseEnd({ now, minutes: request.minutes, nextReset, maxMinutes });
  const held = network.observations.flatMap(({ lease }) =>
    lease && lease.endsAt > now ? [lease.endsAt] : [],
  );
  const latest = Math.max(wanted, ...held);
  return latest === wanted ? request : { ...request, minutes: Math.ceil((latest - now) / 60_000) };
}
