import type { Signal } from './signal.ts';

/** Nothing allows the action: a missing permission, which no network can cure. Ours is always an explicit deny. */
export const implicitDenial: Signal = {
  name: 'implicit-denial',
  find: ({ flat }) =>
    /\bno [\w -]{0,40}(?:polic(?:y|ies)|boundar(?:y|ies)) (?:that )?(?:allows?|grants?|permits?)\b|\bimplicit(?:ly)? den(?:y|ied|ies)\b/i.test(
      flat,
    )
      ? { verdict: 'no', reason: 'an implicit denial: nothing allows the action' }
      : undefined,
};
