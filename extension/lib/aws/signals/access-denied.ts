import type { Signal } from './signal.ts';

/** As a heading, a code or after a colon; in the middle of a sentence somebody talks about it. */
const SAID =
  /(?:^|[:>"'([|-] ?|\berror |\bexception |\bforbidden |\bfailed )Access ?Denied(?:Exception)?\b(?!\)? errors?\b| error (?:message|code)s?\b)/i;

/** Nothing but the code or the words "Access Denied": broad, the backend decides. */
export const accessDenied: Signal = {
  name: 'access-denied',
  find: ({ flat }) =>
    SAID.test(flat) && flat.length < 600
      ? { verdict: 'possible', reason: 'access denied, without a reason' }
      : undefined,
};
