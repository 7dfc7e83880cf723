import { type ApiFailure, listLeases } from '../../backend/client.ts';
import { type Network, withLeases } from '../../backend/network-status.ts';
import type { AccountProblem } from '../../i18n/failure-words.ts';
import { activeConnection } from '../../settings/settings.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { badgeFor } from '../badge.ts';
import { settleHistory } from '../history.ts';
import { labelOf } from '../network-names.ts';
import { firstOverview, OVERVIEW_KEY, type Overview } from '../overview.ts';
import { STATUS_HOLDS_MS } from '../status-cache.ts';

/** The status of the connection in use; `fresh` asks the backend even if the last one still holds. */
export async function overview(
  background: Background,
  options: { fresh: boolean; failure?: ApiFailure; notEnded?: AccountProblem[] },
): Promise<Overview> {
  const { environment, statusCache } = background;
  const { settings } = await loadSettings(environment.storage);
  const connection = activeConnection(settings);
  const askedAt = environment.now();
  const [asked, leases] = connection?.key
    ? await Promise.all([
        statusCache.get(connection, { fresh: options.fresh }),
        listLeases(environment, { endpoint: connection.endpoint, key: connection.key }),
      ])
    : [undefined, undefined];
  if (connection && leases?.ok) {
    const listed = leases.value.leases.map(({ id }) => id);
    await settleHistory(environment, connection.id, { listed, askedAt });
  }
  const network = asked && connection ? await withJustGranted(background, connection.id, asked) : asked;
  const known = network && network.status !== 'problem' ? network : undefined;
  const here = known ? known.observations.map(({ cidr }) => cidr) : [];
  const label = known && (await labelOf(environment.storage, known));
  const made: Overview = {
    ...firstOverview(settings),
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
    ...(label === undefined ? {} : { label }),
    ...(options.failure ? { failure: options.failure } : {}),
    ...(options.notEnded ? { notEnded: options.notEnded } : {}),
  };
  if (connection && network) await badgeFor(environment, connection, network);
  const { failure: _shownOnce, notEnded: _shownOnceToo, ...kept } = made;
  await environment.storage.session.set(OVERVIEW_KEY, kept);
  return made;
}

/** A lease that was granted a moment ago counts, though IAM may still read the policy before it. */
async function withJustGranted(
  { environment, grants }: Background,
  connectionId: string,
  network: Network,
): Promise<Network> {
  const grant = await grants.last(connectionId);
  const now = environment.now();
  if (network.status === 'problem' || !grant || now - grant.at >= STATUS_HOLDS_MS) return network;
  const cidrs = network.observations.map(({ cidr }) => cidr);
  return withLeases(network, now, (await grants.reach(connectionId, cidrs)).reached);
}
