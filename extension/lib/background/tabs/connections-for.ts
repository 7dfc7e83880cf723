import type { Page } from '../../aws/page-schema.ts';
import { hasAccount } from '../../backend/network-for.ts';
import { accountIdsOf } from '../../settings/accounts.ts';
import type { Connection, Settings } from '../../settings/settings.ts';
import type { Background } from '../background.ts';
import type { TabState } from './tab-state.ts';

export interface Fit {
  readonly connections: readonly Connection[];
  /** Whether the page, or the person in this tab, named the account; otherwise the person chooses, be it one of one. */
  readonly isSure: boolean;
}

const NONE: Fit = { connections: [], isSure: false };

/**
 * The connections that a page can be about. A page of an account without a connection gets no prompt. Where
 * a page does not name its account, or several connections lead to it, the person chooses.
 */
export async function connectionsFor(
  { statusCache, tabs }: Background,
  settings: Settings,
  page: Page,
  state: TabState | undefined,
): Promise<Fit> {
  const usable = settings.connections.filter(({ key }) => key !== '');
  const { accountId, alias } = page;
  const chosenHere = usable.find(({ id }) => id === state?.connectionId);
  if (accountId !== undefined) {
    const known = usable.filter((connection) => accountIdsOf(connection).includes(accountId));
    // Never tried yet: the backend returns the account.
    const untried = usable.filter((connection) => connection.accountId === undefined);
    const connections = known.length > 0 ? known : await withAccount(untried, accountId, statusCache);
    if (chosenHere && connections.includes(chosenHere)) return { connections: [chosenHere], isSure: true };
    return { connections, isSure: connections.length === 1 };
  }
  if (chosenHere && state?.question?.page.alias === alias) return { connections: [chosenHere], isSure: true };
  if (alias !== undefined) {
    const chosenBefore = await tabs.chosenFor(alias);
    const connection = usable.find(({ id }) => id === chosenBefore);
    if (connection) return { connections: [connection], isSure: true };
  }
  if (usable.length === 0) return NONE;
  return { connections: usable, isSure: usable.length === 1 && alias === undefined };
}

async function withAccount(
  untried: readonly Connection[],
  accountId: string,
  statusCache: Background['statusCache'],
): Promise<readonly Connection[]> {
  const networks = await Promise.all(
    untried.map((connection) => statusCache.get(connection, { forPage: true })),
  );
  return untried.filter((_, index) => {
    const network = networks[index];
    // A backend that cannot be asked may be the right one: then that is what the person is told.
    return network?.status === 'problem' || (network !== undefined && hasAccount(network, accountId));
  });
}
