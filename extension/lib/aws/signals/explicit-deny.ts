import type { Signal } from './signal.ts';

/** Older and still common: "… with an explicit deny", without the kind of policy. */
export const explicitDeny: Signal = {
  name: 'explicit-deny',
  find: ({ flat }) =>
    /\bwith an explicit deny\b/i.test(flat) && /not authorized|\barn:/i.test(flat)
      ? { verdict: 'possible', reason: 'an explicit deny of an unnamed kind' }
      : undefined,
};
