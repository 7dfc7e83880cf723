/** What the popup shows: made by the background, kept in session storage so that the popup opens with it at once. */
import * as v from 'valibot';
import { failureSchema } from './api.ts';
import { networkSchema } from './network.ts';
import { LANGUAGES, type Settings } from './settings.ts';

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
  /** What the last thing the person asked for failed with. */
  failure: v.optional(failureSchema),
});
export type Overview = v.InferOutput<typeof overviewSchema>;

export const OVERVIEW_KEY = 'overview';

/** What is known before anything was asked. */
export function firstOverview({ language, connections }: Settings): Overview {
  return { language, setUp: connections.some(({ key }) => key !== ''), connections: [], others: [] };
}
