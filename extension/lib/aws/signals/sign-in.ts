import type { Signal } from './signal.ts';

/**
 * Sign-in pages. The "different network" text is unambiguous; the others are also what a wrong password gets, so only
 * the backend can tell.
 */
export const signIn: Signal = {
  name: 'sign-in',
  find: ({ flat }) => {
    if (/(?<!\b(?:you|they|users?) )\bsign in from a different network\b/i.test(flat)) {
      return { verdict: 'possible', reason: 'sign-in refuses this network' };
    }
    const failed =
      /\byour authentication information is incorrect\b|\bauthentication failed:? ?(?:your|invalid request)/i;
    return failed.test(flat) ? { verdict: 'possible', reason: 'sign-in failed' } : undefined;
  },
};
