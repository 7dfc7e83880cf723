import type { AllowlistDeps } from '../deps.ts';
import type { AccountPort, EndpointPort, IdentityPort } from '../runtime/account-port.ts';
import type { Style } from './terminal/style.ts';

/** The environment of the commands; tests pass their own. */
export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Loaded on first use, so that `--help` needs neither settings nor the SDK. @throws {ConfigError} */
  readonly deps: () => Promise<AllowlistDeps>;
  /** The reads that only the doctor and `init` need. @throws {ConfigError} */
  readonly account: () => Promise<AccountPort & EndpointPort>;
  /** The changes of IAM that only personal targets need. @throws {ConfigError} */
  readonly identities: () => Promise<IdentityPort>;
  /** The result: standard output. */
  readonly print: (text: string) => void;
  /** Progress and warnings: standard error. */
  readonly note: (text: string) => void;
  /** Asks a yes/no question. @throws {CliError} where there is no terminal to ask at */
  readonly confirm: (question: string) => Promise<boolean>;
  readonly style: Style;
  /** Applies the options for settings, credentials and region. @throws {CliError} */
  readonly configure: (choice: GlobalOptions) => void;
}

/** Options of every command. */
export interface GlobalOptions {
  readonly settings?: string;
  readonly profile?: string;
  readonly region?: string;
}

/** A command cannot do what was asked; the message says what to do instead. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

export interface JsonOption {
  readonly json?: boolean;
}

export interface YesOption {
  readonly yes?: boolean;
}

/** Prints a command's outcome: the value itself with `--json`, otherwise the words for people. */
export function report(cli: CliContext, options: JsonOption, value: unknown, words: string): void {
  cli.print(options.json ? JSON.stringify(value, null, 2) : words);
}

/**
 * Shows what is about to happen and goes on only after a yes, or with `--yes`. With `--json` the preview goes to standard
 * error, so that standard output holds JSON and nothing else.
 * @throws {CliError}
 */
export async function propose(
  cli: CliContext,
  options: JsonOption & YesOption,
  preview: string,
  question: string,
): Promise<void> {
  if (options.json) cli.note(preview);
  else cli.print(preview);
  if (options.yes || (await cli.confirm(question))) return;
  throw new CliError('Nothing was changed.');
}
