import { type ApiFailure, listLeases } from '../api.ts';
import type { Background } from '../background.ts';
import { badgeFor } from '../badge.ts';
import { connectionName } from '../connection-name.ts';
import { firstOverview, OVERVIEW_KEY, type Overview } from '../overview.ts';
import { activeConnection } from '../settings.ts';
import { loadSettings } from '../settings-store.ts';

/** How things stand for the connection in use; `fresh` asks the backend even if an answer still holds. */
export async function overview(
  background: Background,
  options: { fresh: boolean; failure?: ApiFailure },
): Promise<Overview> {
  const { environment, judge } = background;
  const { settings } = await loadSettings(environment.storage);
  const connection = activeConnection(settings);
  const [network, leases] = connection?.key
    ? await Promise.all([
        judge.ask(connection, { fresh: options.fresh }),
        listLeases(environment, { endpoint: connection.endpoint, key: connection.key }),
      ])
    : [undefined, undefined];
  const here = network && network.status !== 'problem' ? network.observations.map(({ cidr }) => cidr) : [];
  const made: Overview = {
    ...firstOverview(settings),
    connections: settings.connections.map((each) => ({
      id: each.id,
      name: connectionName(each),
      ...(each.accountId === undefined ? {} : { accountId: each.accountId }),
    })),
    ...(connection ? { activeId: connection.id } : {}),
    ...(network ? { network } : {}),
    others: leases?.ok
      ? leases.value.leases
          .filter(({ cidr }) => !here.includes(cidr))
          .map(({ id, cidr, endsAt, label }) => ({
            id,
            cidr,
            endsAt: Date.parse(endsAt),
            ...(label === undefined ? {} : { label }),
          }))
      : [],
    ...(options.failure ? { failure: options.failure } : {}),
  };
  if (connection && network) await badgeFor(environment, connection, network);
  await environment.storage.session.set(OVERVIEW_KEY, { ...made, failure: undefined });
  return made;
}
