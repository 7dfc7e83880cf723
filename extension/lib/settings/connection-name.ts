import type { Connection } from './settings.ts';

/** What a person calls a connection: its name, else its account, else its host. */
export function connectionName(connection: Pick<Connection, 'name' | 'accountId' | 'endpoint'>): string {
  return connection.name || connection.accountId || new URL(connection.endpoint).host;
}
