import type { Signal } from './signal.ts';

/** The console's own boxes: a header "Access denied to service:Action" and a body that asks for permission. */
export const consoleFlashbar: Signal = {
  name: 'console-flashbar',
  find: ({ flat }) =>
    /\b(?:you don't|you do not) have (?:(?:the|required|necessary|sufficient|enough|appropriate) )*permissions? (?:to|required|for|needed)\b/i.test(
      flat,
    ) ||
    /\baccess denied to [\w-]+:\w+/i.test(flat) ||
    /\bto request access, copy the following text\b/i.test(flat) ||
    /\byou need permissions\b/i.test(flat)
      ? { verdict: 'possible', reason: "the console's wording of a denial" }
      : undefined,
};
