import type { Classification } from '../aws/denials/classify.ts';
import type { KnownNetwork } from '../backend/network-status.ts';
import type { Connection } from '../settings/settings.ts';

/**
 * The copyable report for an administrator: facts that explain a denial, and nothing that opens a door. It holds
 * neither key nor page text; always English, because it travels.
 */
export function createReport(details: {
  readonly network: KnownNetwork;
  readonly connection: Connection;
  readonly classification: Classification | undefined;
  /** Addresses that were allowed and that AWS did not see. */
  readonly granted?: readonly string[];
  readonly now: number;
  readonly version: string;
}): string {
  const { network, connection, classification } = details;
  return [
    `Genkan ${details.version}: allowed, but AWS still denies access`,
    `Time: ${new Date(details.now).toISOString()}`,
    `Member: ${network.member}`,
    `Endpoint: ${new URL(connection.endpoint).host}`,
    `Account: ${network.accountId}`,
    `Policy: ${network.policyArn}`,
    ...network.observations.map(
      ({ address, allowed, by, entry }) =>
        `Address: ${address} (${allowed ? `allowed by ${by ?? 'unknown'}, entry ${entry ?? 'unknown'}` : 'not allowed'})`,
    ),
    ...(network.targets ?? []).map(
      ({ name, accountId, state, failure }) =>
        `Account ${accountId} (${name}): ${state}${failure ? `, ${failure.kind}` : ''}`,
    ),
    ...(details.granted ? [`Allowed just before: ${details.granted.join(', ')}`] : []),
    ...(classification ? [`Denial: ${classification.signal} (${classification.reason})`] : []),
    ...(classification?.namedPolicy ? [`Policy AWS named: ${classification.namedPolicy}`] : []),
  ].join('\n');
}
