import type { Signal } from './signal.ts';

/** "User: … is not authorized to perform: service:Action", and API Gateway's "… to access this resource". */
export const notAuthorized: Signal = {
  name: 'not-authorized',
  find: ({ flat }) =>
    /\bnot authorized to perform:? ?(?:API action|\w[\w-]*:[\w*]+)/i.test(flat) ||
    /\b(?:user|entity) is not authorized to (?:access this resource|perform)/i.test(flat)
      ? { verdict: 'possible', reason: 'not authorized, without the kind of policy' }
      : undefined,
};
