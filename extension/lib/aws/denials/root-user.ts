import type { Signal } from './signal.ts';

/** The root user is not subject to identity policies, so our policy never denies it. */
export const rootUser: Signal = {
  name: 'root-user',
  find: ({ flat }) =>
    /arn:[\w-]*:iam::[^:\s]*:root\b[^.]{0,40}\bnot authorized|^\W*User: \S*:root\b/i.test(flat)
      ? { verdict: 'no', reason: 'the root user: no identity policy applies to it' }
      : undefined,
};
