export const MEMBERS = ['aki', 'ben', 'chie', 'dan'] as const;

/** Something that the world does to Genkan at a time: true milliseconds since the epoch. */
export type Action = { readonly at: number } & (
  | { readonly kind: 'press'; readonly member: string; readonly address: string; readonly minutes?: number }
  | { readonly kind: 'end'; readonly member: string; readonly address: string }
  | { readonly kind: 'me' | 'list'; readonly member: string; readonly address: string }
  | { readonly kind: 'stranger'; readonly address: string }
  | { readonly kind: 'task'; readonly task: 'reset' | 'reconcile' }
  | { readonly kind: 'hand adds' | 'hand removes'; readonly cidr: string }
  | { readonly kind: 'hand adds a statement' | 'hand rolls back' | 'hand empties' }
  | { readonly kind: 'recreate'; readonly pauseMs: number }
  | { readonly kind: 'member'; readonly deed: 'disable' | 'remove' | 'enable'; readonly member: string }
  | { readonly kind: 'dead writer' }
  | { readonly kind: 'intruder'; readonly forgery: Forgery }
  | { readonly kind: 'baseline'; readonly becomes: 'whole' | 'moved' | 'broken' | 'unfenced' | 'gone' }
  | { readonly kind: 'clock'; readonly step: number }
);

/** What an intruder writes: one object, once. */
export type Forgery =
  | `applied: ${'a statement' | 'an address' | 'fields'}`
  | `lease: ${'wide' | 'for ever' | 'from the future' | 'of nobody'}`
  | 'baseline: a statement';

/** Midnight in Tokyo. */
export const MIDNIGHT = Date.UTC(2026, 10, 23, 15);

/** The time in which a run's actions happen, ms since the epoch. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
