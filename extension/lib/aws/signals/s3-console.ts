import type { Signal } from './signal.ts';

/** The S3 console words its own: "Insufficient permissions to list objects". */
export const s3Console: Signal = {
  name: 's3-console',
  find: ({ flat }) =>
    /\binsufficient permissions? to (?:list|view|get|read|access|load|display)\b/i.test(flat)
      ? { verdict: 'possible', reason: "the S3 console's wording of a denial" }
      : undefined,
};
