import type { Signal } from './signal.ts';

const NEVER: readonly (readonly [RegExp, string])[] = [
  [/\bIAM user access (?:is )?not activated\b/i, 'billing access is not activated for IAM users'],
  [
    /\baccess to the model with the specified model ID\b|\bmodel access\b/i,
    'access to a model was not requested',
  ],
  [/\byour account is not authorized to invoke\b/i, 'the account, not the person, is refused'],
  [/\bheaders present in the request which were not signed\b/i, 'a malformed request'],
];

/** Refusals with a known cause that no network can cure. */
export const otherCauses: Signal = {
  name: 'other-causes',
  find: ({ flat }) => {
    const found = NEVER.find(([pattern]) => pattern.test(flat));
    return found && { verdict: 'no', reason: found[1] };
  },
};
