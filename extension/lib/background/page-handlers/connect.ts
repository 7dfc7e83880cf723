import { parseMemberKey } from '@genkan/shared/codes/member-key';
import type { FailureKind } from '../../backend/client.ts';
import { observeNetwork } from '../../backend/observe-network.ts';
import type { ConnectReply } from '../../messages/connect-reply.ts';
import type { MessageBody } from '../../messages/messages.ts';
import { learntFrom, sharedAccount } from '../../settings/accounts.ts';
import { connectionName } from '../../settings/connection-name.ts';
import { type Connection, leadsTo } from '../../settings/settings.ts';
import { changeConnections, loadSettings, withConnection } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { overviewOf } from '../overview.ts';

/** Failures that mean: this endpoint or this key is wrong. */
const WRONG: readonly FailureKind[] = ['unauthorized', 'not_found', 'not_genkan', 'invalid_request'];

/**
 * Tries an endpoint and a key, and stores them only when they work or the person accepts that they could not be tried.
 * Runs in the background, so that a page that is left meanwhile takes nothing with it.
 */
export async function connect(
  { environment }: Background,
  { endpoint, key, name = '', id, accept = [] }: MessageBody<'connect'>,
): Promise<ConnectReply> {
  const { settings } = await loadSettings(environment.storage);
  const before = settings.connections.find((each) =>
    id === undefined ? isSame(each, { endpoint, key }) : each.id === id,
  );
  const { network } = await observeNetwork(environment, {
    endpoint,
    key,
    endpoints: before?.endpoints ?? [],
  });
  if (network.status === 'problem' && !accept.includes('untested')) {
    const { failure } = network;
    return { outcome: 'failed', failure, canSave: !WRONG.includes(failure.kind) };
  }
  const learnt: Partial<Connection> =
    network.status === 'problem' ? {} : { ...learntFrom(network), offered: network.offered ?? [] };
  const other = settings.connections.find(
    (each) => each.id !== before?.id && sharedAccount(each, learnt) !== undefined && !leadsTo(each, endpoint),
  );
  const accountId = other && sharedAccount(other, learnt);
  if (other && accountId !== undefined && !accept.includes('same_account')) {
    return {
      outcome: 'same_account',
      accountId,
      other: { name: connectionName(other), host: new URL(other.endpoint).host },
    };
  }
  const connection: Connection = {
    id: environment.newId(),
    name: '',
    endpoint,
    endpoints: [],
    managed: false,
    ...before,
    ...learnt,
    ...(name ? { name } : {}),
    key,
  };
  await changeConnections(environment, (stored) => {
    const changed = before
      ? withConnection(before, { ...learnt, key, name: connection.name })(stored)
      : { ...stored, connections: [...stored.connections, connection] };
    // A new key for one of several connections does not change which one is in use.
    return id === undefined ? { ...changed, activeId: connection.id } : changed;
  });
  await overviewOf(environment, network);
  return {
    outcome: 'stored',
    id: connection.id,
    name: connectionName(connection),
    replaced: before !== undefined,
    network,
  };
}

/** The same member of the same backend again is a new key, not a second connection; so is a key for one that lacks it. */
function isSame(connection: Connection, { endpoint, key }: { endpoint: string; key: string }): boolean {
  if (connection.endpoint !== endpoint || connection.keyFromOrganisation) return false;
  return connection.key === '' || memberOf(connection.key) === memberOf(key);
}

function memberOf(key: string): string | undefined {
  const parsed = parseMemberKey(key);
  return parsed.ok ? parsed.value.memberId : undefined;
}
