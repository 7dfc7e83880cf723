/** What the background replies to popup and options. Both sides take the type from here; the page parses the reply. */
import * as v from 'valibot';
import { networkSchema } from '../backend/network-status.ts';
import { overviewSchema } from '../background/overview.ts';
import { tabStatusSchema } from '../background/tabs/tab-status.ts';
import { connectReplySchema } from './connect-reply.ts';

export const REPLIES = {
  refreshOverview: overviewSchema,
  allowNetwork: overviewSchema,
  endLeases: overviewSchema,
  selectConnection: overviewSchema,
  tabStatus: tabStatusSchema,
  /** Whether there was a prompt to show. */
  recallPrompt: v.boolean(),
  testConnection: networkSchema,
  connect: connectReplySchema,
} as const;

export type PageMessageType = keyof typeof REPLIES;
export type PageReply<T extends PageMessageType> = v.InferOutput<(typeof REPLIES)[T]>;

/** The messages whose reply is the popup's overview. */
export type OverviewMessageType = 'refreshOverview' | 'allowNetwork' | 'endLeases' | 'selectConnection';
