import type { Signal } from './signal.ts';

/** Nothing but the code or the words "Access Denied": broad, the backend decides. */
export const accessDenied: Signal = {
  name: 'access-denied',
  find: ({ flat }) =>
    /\bAccess ?Denied(?:Exception)?\b/i.test(flat) && flat.length < 600
      ? { verdict: 'possible', reason: 'access denied, without a reason' }
      : undefined,
};
