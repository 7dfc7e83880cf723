import type { Prompter } from '../deploy/plan/prompter.ts';

/**
 * Replies to a question by a word that it contains; a question that the script does not name keeps its initial value. A
 * reply that the question's own check rejects is an error, and so is a question without a reply and an initial value.
 */
export function scriptedPrompter(script: Readonly<Record<string, string>>): Prompter & { asked: string[] } {
  const asked: string[] = [];
  const find = (message: string) => {
    asked.push(message);
    return Object.entries(script).find(([words]) => message.includes(words))?.[1];
  };
  return {
    asked,
    async text({ message, initial, check }) {
      const answer = find(message) ?? initial;
      if (answer === undefined) throw new Error(`the script has no reply to: ${message}`);
      const problem = check?.(answer);
      if (problem !== undefined) throw new Error(`${message}: ${problem}`);
      return answer;
    },
    choose: async (message, _choices, initial) => find(message) ?? initial,
    confirm: async (message) => find(message) !== 'no',
  };
}
