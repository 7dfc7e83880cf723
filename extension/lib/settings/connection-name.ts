import type { Connection } from './settings.ts';

/** What a person calls a connection: its name, else its account or accounts, else its host. */
export function connectionName(
  connection: Pick<Connection, 'name' | 'accountId' | 'targets' | 'endpoint'>,
): string {
  const { name, accountId, targets, endpoint } = connection;
  const accounts = targets ? shortList(targets.map((target) => target.name)) : accountId;
  return name || accounts || new URL(endpoint).host;
}

/** The first of several names, and how many more there are: "Staging +2". */
export function shortList(names: readonly string[]): string {
  const [first = '', ...others] = names;
  return others.length > 0 ? `${first} +${others.length}` : first;
}
