import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { CliError } from '../context.ts';

/** Ended by Ctrl-C, as shells count it. */
const INTERRUPTED = 130;

/** Asks at the terminal; Ctrl-D is a no. @throws {CliError} where there is no terminal */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new CliError(
      'Nothing was changed: there is no terminal to ask at. Look at the above, then add --yes.',
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  terminal.once('SIGINT', () => process.exit(INTERRUPTED));
  const answer = await Promise.race([
    terminal.question(`${question} [y/N] `).catch(endOfInput),
    once(terminal, 'close').then(() => ''),
  ]);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Newer Node versions reject the question on Ctrl-D, older ones only close. */
function endOfInput(error: unknown): string {
  if (error instanceof Error && error.name === 'AbortError') return '';
  throw error;
}
