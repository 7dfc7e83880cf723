/** What comes of connecting: stored, or not stored and why. */
import * as v from 'valibot';
import { failureSchema } from '../backend/client.ts';
import { networkSchema } from '../backend/network-status.ts';

/** What a person may accept knowingly: a connection that could not be tried, or an account that another one has. */
export const ACCEPTABLE = ['untested', 'same_account'] as const;
export type Acceptable = (typeof ACCEPTABLE)[number];

export const connectReplySchema = v.variant('outcome', [
  v.object({
    outcome: v.literal('stored'),
    id: v.string(),
    name: v.string(),
    /** A connection that was there already has a new key. */
    replaced: v.boolean(),
    network: networkSchema,
  }),
  v.object({
    outcome: v.literal('failed'),
    failure: failureSchema,
    /** Whether it may be stored all the same: the failure says nothing about endpoint and key. */
    canSave: v.boolean(),
  }),
  v.object({
    outcome: v.literal('same_account'),
    accountId: v.string(),
    /** The connection that has this account already. */
    other: v.object({ name: v.string(), host: v.string() }),
  }),
]);
export type ConnectReply = v.InferOutput<typeof connectReplySchema>;
