import type { Attachments } from '../admin/checks/check.ts';
import type { AllowlistDeps } from '../deps.ts';

/** What the commands need of the world around them; tests pass their own. */
export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Built on first use, so that `--help` needs no settings. @throws {ConfigError} */
  readonly deps: () => AllowlistDeps;
  readonly print: (text: string) => void;
  /** Asks a yes/no question. @throws {CliError} where nobody can be asked */
  readonly confirm: (question: string) => Promise<boolean>;
  readonly fetch: typeof fetch;
  /** Who carries the policy. */
  readonly attachments: () => Promise<Attachments>;
}

/** A command cannot do what was asked; the message says what to do instead. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** Prints a command's outcome: the value itself with `--json`, otherwise the words for people. */
export function report(
  cli: CliContext,
  options: { readonly json?: boolean },
  value: unknown,
  words: string,
): void {
  cli.print(options.json ? JSON.stringify(value, null, 2) : words);
}

/** Goes on only after a yes, or with `--yes`. @throws {CliError} */
export async function requireYes(
  cli: CliContext,
  options: { readonly yes?: boolean },
  question: string,
): Promise<void> {
  if (options.yes || (await cli.confirm(question))) return;
  throw new CliError('Nothing was changed.');
}
