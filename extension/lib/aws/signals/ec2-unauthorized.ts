import type { Signal } from './signal.ts';

/** EC2: the sentence may run straight into the encoded message, and may stand alone. */
export const ec2Unauthorized: Signal = {
  name: 'ec2-unauthorized',
  find: ({ flat }) =>
    /\b(?:you|\w+code) ?are not authorized to (?:perform this|view this|access this)\b/i.test(flat) ||
    /encoded authorization failure message:/i.test(flat) ||
    /\bUnauthorizedOperation\b/.test(flat)
      ? { verdict: 'possible', reason: "EC2's wording of a denial" }
      : undefined,
};
