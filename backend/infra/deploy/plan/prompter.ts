import { confirm, select, text } from '@clack/prompts';

/** The administrator cancelled a question. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

export interface TextQuestion {
  readonly message: string;
  readonly initial?: string;
  readonly placeholder?: string;
  /** Returns what is wrong with the typed text; `undefined` when it is valid. */
  readonly check?: (answer: string) => string | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** The questions of the guided deployment; tests pass a scripted one. Every method may throw {@link CancelledError}. */
export interface Prompter {
  text(question: TextQuestion): Promise<string>;
  choose(message: string, choices: readonly Choice[], initial: string): Promise<string>;
  confirm(message: string): Promise<boolean>;
}

/** Asks on the terminal. */
export const terminalPrompter: Prompter = {
  async text({ message, initial, placeholder, check }) {
    const answer = await text({
      message,
      ...(initial === undefined ? {} : { initialValue: initial }),
      ...(placeholder === undefined ? {} : { placeholder }),
      ...(check === undefined ? {} : { validate: (value) => check(value?.trim() ?? '') }),
    });
    return answered(answer).trim();
  },
  async choose(message, choices, initial) {
    return answered(await select({ message, options: [...choices], initialValue: initial }));
  },
  async confirm(message) {
    return answered(await confirm({ message }));
  },
};

function answered(answer: string | symbol): string;
function answered(answer: boolean | symbol): boolean;
function answered<T>(answer: T | symbol): T {
  if (typeof answer === 'symbol') throw new CancelledError('Nothing was changed.');
  return answer;
}
