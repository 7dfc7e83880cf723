/** What the popup may know about the tab it was opened over. */
import * as v from 'valibot';
import { PHASES } from './tab-state.ts';

export const tabStatusSchema = v.object({
  /** Whether an AWS page with the content script is in the tab. */
  isAws: v.boolean(),
  /** The account of the page, when the page names one. */
  accountId: v.optional(v.string()),
  /** The connections that fit the page; several where the person has to choose, none for an account without a connection. */
  connectionIds: v.array(v.string()),
  /** What the tab's prompt is about. */
  phase: v.optional(v.picklist(PHASES)),
  /** Whether `recallPrompt` has something to show. */
  canRecall: v.boolean(),
});
export type TabStatus = v.InferOutput<typeof tabStatusSchema>;
