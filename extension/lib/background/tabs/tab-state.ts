/**
 * The state machine of one tab: what the prompt in it is about. One table of transitions; whatever it does not list is
 * refused, so that no message of a page brings a tab into a phase in which it could allow a network by itself.
 */
import * as v from 'valibot';
import { classificationSchema } from '../../aws/denials/classify.ts';
import { pageSchema } from '../../aws/page-schema.ts';
import type { Concern } from '../../backend/network-for.ts';

export const PHASES = [
  /** The backend could not be asked; the person can have it asked again. */
  'unknown',
  /**
   * The prompt offers to allow this network. The only phase, with `ending`, in which the person can allow it. Another try for
   * the accounts that a click did not reach is possible in this phase and in those after a click.
   */
  'asking',
  /** The person's click is on its way to the backend. */
  'allowing',
  /** Allowed; AWS is given time to notice. */
  'propagating',
  /** Allowed, and the page works, or waits for its reload. */
  'done',
  /** The person was told why AWS still denies. */
  'explained',
  /** The person said "Not now" or closed the prompt. */
  'dismissed',
  /** A notice that access ends soon, with the offer to extend it. */
  'ending',
] as const;
export type Phase = (typeof PHASES)[number];

export const TAB_EVENTS = [
  'questionFailed',
  'ask',
  'allow',
  'retry',
  'cancel',
  'allowFailed',
  'granted',
  'recovered',
  'explain',
  'dismiss',
  'endsSoon',
] as const;
export type TabEvent = (typeof TAB_EVENTS)[number];

type Row = Readonly<Partial<Record<TabEvent, Phase>>>;

/** The events of a page while no click is on its way. */
const PAGE_EVENTS = {
  questionFailed: 'unknown',
  ask: 'asking',
  granted: 'propagating',
  explain: 'explained',
} as const satisfies Row;

/** Phase by event: the next phase. `none` is a tab that has no state. */
export const TRANSITIONS: Readonly<Record<Phase | 'none', Row>> = {
  none: { ...PAGE_EVENTS, endsSoon: 'ending' },
  unknown: { ...PAGE_EVENTS, dismiss: 'dismissed' },
  asking: { ...PAGE_EVENTS, allow: 'allowing', retry: 'allowing', dismiss: 'dismissed' },
  allowing: { cancel: 'allowing', allowFailed: 'asking', granted: 'propagating', explain: 'explained' },
  propagating: {
    ...PAGE_EVENTS,
    retry: 'allowing',
    recovered: 'done',
    dismiss: 'dismissed',
    endsSoon: 'ending',
  },
  done: { ...PAGE_EVENTS, retry: 'allowing', recovered: 'done', dismiss: 'dismissed', endsSoon: 'ending' },
  explained: { ...PAGE_EVENTS, retry: 'allowing', dismiss: 'dismissed' },
  dismissed: { ...PAGE_EVENTS, endsSoon: 'ending' },
  ending: { ...PAGE_EVENTS, allow: 'allowing', dismiss: 'dismissed' },
};

/** What the page said, kept so that the backend can be asked again about the same thing. */
export const tabQuestionSchema = v.object({
  classification: v.optional(classificationSchema),
  page: pageSchema,
  signIn: v.boolean(),
});
export type TabQuestion = v.InferOutput<typeof tabQuestionSchema>;

/** What of the member's accounts a page is about. */
export function concernOf(question: Pick<TabQuestion, 'page' | 'classification'> | undefined): Concern {
  const { accountId } = question?.page ?? {};
  const { namedPolicy } = question?.classification ?? {};
  return { accountId, policyArn: namedPolicy };
}

export const tabStateSchema = v.object({
  phase: v.picklist(PHASES),
  /** When the phase began, milliseconds since the epoch. */
  since: v.number(),
  /** The connection the prompt is about; absent while the person chooses between `choices`. */
  connectionId: v.optional(v.string()),
  /** The connections that the prompt offers. The person's click may name no other. */
  choices: v.array(v.string()),
  /** The CIDRs the phase is about: denied, allowed, or dismissed. */
  cidrs: v.array(v.string()),
  /** Leases of the last click in this tab, so that a click that came too late can be undone. */
  leaseIds: v.array(v.string()),
  question: v.optional(tabQuestionSchema),
  /** `dismissed` and `explained` hold until then. */
  until: v.optional(v.number()),
  /** `explained`: this network's address changes, so another address is no new cause. */
  isRotating: v.optional(v.boolean()),
  /** `allowing`: the person pressed "Not now" after the click. */
  isCancelled: v.optional(v.boolean()),
  /** `allowing`: which life of the background sent the request. */
  worker: v.optional(v.string()),
});
export type TabState = v.InferOutput<typeof tabStateSchema>;
export type TabDetails = Partial<Omit<TabState, 'phase' | 'since'>>;

/** A phase that begins takes these along from the phase before; everything else belongs to the phase that ends. */
const LASTING = ['connectionId', 'choices', 'cidrs', 'leaseIds', 'question'] as const;

/** The state after an event, or `undefined` when the event may not happen in this phase. */
export function next(
  state: TabState | undefined,
  event: TabEvent,
  details: TabDetails,
  now: number,
): TabState | undefined {
  const phase = TRANSITIONS[state?.phase ?? 'none'][event];
  if (phase === undefined) return undefined;
  const kept = Object.fromEntries(LASTING.flatMap((name) => (state?.[name] ? [[name, state[name]]] : [])));
  // A person who cancels is still waiting for the same request.
  if (event === 'cancel' && state) return { ...state, ...details, isCancelled: true };
  return { choices: [], cidrs: [], leaseIds: [], ...kept, ...details, phase, since: now };
}

/** `allowing` of an earlier process of the background: its response is lost, so the member decides again. */
export function interrupted(state: TabState, worker: string): boolean {
  return state.phase === 'allowing' && state.worker !== worker;
}

/** Whether the person has been told, or does not want to hear, about exactly these denied CIDRs. */
export function isSilenced(state: TabState | undefined, denied: readonly string[], now: number): boolean {
  if (state?.phase !== 'dismissed' && state?.phase !== 'explained') return false;
  if (state.until === undefined || state.until <= now) return false;
  return state.isRotating === true || denied.every((cidr) => state.cidrs.includes(cidr));
}

/** The longest that "Not now" and an explanation hold, in milliseconds. */
const SILENCE_MS = 12 * 60 * 60_000;

/** Until when "Not now" and an explanation hold: a reset is a new cause, and so is the next day. */
export function silenceUntil(network: { readonly nextReset: number } | undefined, now: number): number {
  const reset = network && network.nextReset > now ? network.nextReset : Number.POSITIVE_INFINITY;
  return Math.min(now + SILENCE_MS, reset);
}
