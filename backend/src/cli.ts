import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { type CliContext, CliError, type GlobalOptions } from './cli/context.ts';
import { applySettings } from './cli/input/settings-file.ts';
import { createProgram } from './cli/program.ts';
import { confirm } from './cli/terminal/confirm.ts';
import { explain } from './cli/terminal/explain.ts';
import { styleFor } from './cli/terminal/style.ts';
import { loadConfig } from './runtime/config.ts';
import { ConfigError } from './runtime/settings-reader.ts';

/** Exit codes: 1 the command failed, 2 the settings or the arguments are wrong. */
const FAILED = 1;
const MISUSED = 2;

/** Runs the command line and returns the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const { env } = process;
  // The SDK is the largest part by far: it is loaded when a command needs it.
  const loadSystem = () => import('./system-deps.ts');
  const cli: CliContext = {
    env,
    async deps() {
      const config = loadConfig(env);
      const [{ createSystemDeps }, { findCallerArn }, { nameActor }] = await Promise.all([
        loadSystem(),
        import('./aws/caller-identity.ts'),
        import('./audit/name-actor.ts'),
      ]);
      const deps = createSystemDeps(config, env, () => undefined);
      return { ...deps, objects: nameActor(deps.objects, () => findCallerArn(env)) };
    },
    async account() {
      const [{ createAccountPort }, endpoints] = await Promise.all([
        import('./aws/account-port.ts'),
        import('./admin/doctor/request-health.ts'),
      ]);
      const { familiesOf, requestHealth } = endpoints;
      return { ...createAccountPort(loadConfig(env), env), familiesOf, requestHealth };
    },
    async identities() {
      const { createIdentityPort } = await import('./aws/identity-port.ts');
      return createIdentityPort(loadConfig(env), env);
    },
    print: (text) => process.stdout.write(`${text}\n`),
    note: (text) => process.stderr.write(`${text}\n`),
    confirm,
    style: styleFor(process.stdout),
    configure,
  };
  try {
    await createProgram(cli).parseAsync(argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
    const isConfig = error instanceof ConfigError;
    cli.note(isConfig ? explainSettings(error) : `genkan: ${explain(error)}`);
    return isConfig ? MISUSED : FAILED;
  }
}

/** The SDK reads profile and region from the environment; keys there would win over a profile that was asked for. */
function configure({ settings, profile, region }: GlobalOptions): void {
  const { env } = process;
  if (settings !== undefined) loadSettings(settings);
  if (profile !== undefined) {
    env['AWS_PROFILE'] = profile;
    delete env['AWS_ACCESS_KEY_ID'];
    delete env['AWS_SECRET_ACCESS_KEY'];
    delete env['AWS_SESSION_TOKEN'];
  }
  if (region !== undefined) env['AWS_REGION'] = region;
}

/** @throws {CliError} */
function loadSettings(file: string): void {
  const ignored = applySettings(process.env, readSettings(file));
  if (ignored.length === 0) return;
  process.stderr.write(`${file} wins; of the environment these do not count: ${ignored.join(', ')}.\n`);
}

/** @throws {CliError} */
function readSettings(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError(`${file} cannot be read.`, { cause: error });
  }
}

function explainSettings({ problems }: ConfigError): string {
  const list = problems.map((problem) => `- ${problem}`).join('\n');
  return `genkan: the settings in the environment are not complete:\n${list}\nA deployment wrote them into a file: genkan --settings backend/infra/genkan.env …`;
}

// `genkan audit | head` closes the pipe early.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
const code = await main(process.argv);
// Pending requests leave timers, so the process exits when the command has ended and its output is written.
process.stdout.write('', () => process.exit(code));
