import { createInterface } from 'node:readline/promises';
import { CommanderError } from 'commander';
import { readAttachments } from '../aws/attachments.ts';
import { awsOptions } from '../aws/client-options.ts';
import { ConfigError, loadConfig } from '../config.ts';
import { ProblemError, toProblem } from '../problems.ts';
import { createSystemDeps, systemClock } from '../system-deps.ts';
import { type CliContext, CliError } from './context.ts';
import { createProgram } from './program.ts';

/** Exit codes: 1 the command failed, 2 the settings or the arguments are wrong. */
const FAILED = 1;
const MISUSED = 2;

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new CliError('Add --yes: there is no terminal to ask at.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Runs the command line and answers the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const { env } = process;
  const cli: CliContext = {
    env,
    deps: () => createSystemDeps(loadConfig(env), env, () => undefined),
    print: (text) => process.stdout.write(`${text}\n`),
    confirm,
    fetch,
    attachments: () => readAttachments(loadConfig(env).policyArn, awsOptions(env, 'IAM'), systemClock),
  };
  try {
    await createProgram(cli).exitOverride().parseAsync(argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
    process.stderr.write(`genkan: ${explain(error)}\n`);
    return error instanceof ConfigError ? MISUSED : FAILED;
  }
}

/** The sentence for people: a command's own, or the same one that the API would answer. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const problem = toProblem(error);
  return problem.code === 'internal' || error instanceof ProblemError ? error.message : problem.message;
}

// Waiting requests leave timers behind; the command is over when its work is.
process.exit(await main(process.argv));
