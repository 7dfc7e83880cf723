/** What the popup shows: made by the background, kept in session storage so that the popup opens with it at once. */
import * as v from 'valibot';
import { failureSchema } from '../backend/client.ts';
import { type Network, networkSchema } from '../backend/network-status.ts';
import type { Environment } from '../platform/environment.ts';
import { connectionName } from '../settings/connection-name.ts';
import { activeConnection, LANGUAGES, type Settings } from '../settings/settings.ts';
import { loadSettings } from '../settings/store.ts';

export const overviewSchema = v.object({
  /** The person's choice of language: one read is all the popup needs to draw itself. */
  language: v.picklist(LANGUAGES),
  /** Whether there is a connection with a key; otherwise the popup leads to set-up. */
  setUp: v.boolean(),
  connections: v.array(v.object({ id: v.string(), name: v.string(), accountId: v.optional(v.string()) })),
  activeId: v.optional(v.string()),
  network: v.optional(networkSchema),
  /** My leases of other networks. Times in milliseconds since the epoch. */
  others: v.array(
    v.object({ id: v.string(), cidr: v.string(), endsAt: v.number(), label: v.optional(v.string()) }),
  ),
  /** What the person called this network when it was allowed from here before. */
  label: v.optional(v.string()),
  /** What the last thing the person asked for failed with. */
  failure: v.optional(failureSchema),
  /** The accounts in which the last lease that the person ended has not ended yet. */
  notEnded: v.optional(v.array(v.object({ name: v.string(), failure: failureSchema }))),
});
export type Overview = v.InferOutput<typeof overviewSchema>;

export const OVERVIEW_KEY = 'overview';

/** What is known before anything was asked. */
export function firstOverview(settings: Settings): Overview {
  const active = activeConnection(settings);
  return {
    language: settings.language,
    setUp: settings.connections.some(
      ({ key, keyFromOrganisation = false }) => key !== '' || keyFromOrganisation,
    ),
    connections: settings.connections.map((each) => ({
      id: each.id,
      name: connectionName(each),
      // Several accounts have no id together.
      ...(each.accountId === undefined || each.targets ? {} : { accountId: each.accountId }),
    })),
    ...(active ? { activeId: active.id } : {}),
    others: [],
  };
}

/** The overview that is kept, if it can be read. */
export async function keptOverview({ storage }: Pick<Environment, 'storage'>): Promise<Overview | undefined> {
  const parsed = v.safeParse(overviewSchema, await storage.session.get(OVERVIEW_KEY));
  return parsed.success ? parsed.output : undefined;
}

/**
 * Makes the kept overview agree with a change that happened elsewhere (connections, language, a status of the connection
 * in use), without asking: the popup must never open with what is no longer so.
 * @param network the newest status of the connection in use; `undefined` keeps the last one unless the connection changed
 */
export async function overviewOf(
  environment: Pick<Environment, 'storage'>,
  network?: Network,
): Promise<Overview> {
  const [{ settings }, kept] = await Promise.all([
    loadSettings(environment.storage),
    keptOverview(environment),
  ]);
  const first = firstOverview(settings);
  const isSame = kept !== undefined && kept.activeId === first.activeId;
  const made: Overview = {
    ...first,
    ...(isSame ? { others: kept.others } : {}),
    ...(isSame && kept.network ? { network: kept.network } : {}),
    ...(isSame && kept.label !== undefined ? { label: kept.label } : {}),
    ...(network ? { network } : {}),
  };
  if (kept === undefined || JSON.stringify(kept) !== JSON.stringify(made)) {
    await environment.storage.session.set(OVERVIEW_KEY, made);
  }
  return made;
}
