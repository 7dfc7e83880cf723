import type { Network } from '../backend/network-status.ts';
import type { Environment } from '../platform/environment.ts';
import { activeConnection, type Connection } from '../settings/settings.ts';
import { changeConnections, loadSettings, withConnection } from '../settings/store.ts';
import { badgeFor } from './badge.ts';
import { scheduleEndNotice } from './end-notice.ts';
import { overviewOf } from './overview.ts';

/** A new status of a connection: the notice before its end, the toolbar and what the popup opens with follow at once. */
export async function networkChanged(
  environment: Environment,
  connection: Connection,
  network: Network,
): Promise<void> {
  await rememberOffers(environment, connection, network);
  await scheduleEndNotice(environment, connection, network);
  const { settings } = await loadSettings(environment.storage);
  if (activeConnection(settings)?.id !== connection.id) return;
  await overviewOf(environment, network);
  await badgeFor(environment, connection, network);
}

/** Endpoints that the deployment names wait in the options until a person confirms them. */
async function rememberOffers(
  environment: Environment,
  connection: Connection,
  network: Network,
): Promise<void> {
  if (network.status === 'problem') return;
  const { offered = [] } = network;
  if ((connection.offered ?? []).join() === offered.join()) return;
  await changeConnections(environment, withConnection(connection, { offered }));
}
