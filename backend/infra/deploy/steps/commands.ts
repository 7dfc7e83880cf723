import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A child process: always Node.js itself, so that nothing depends on what is installed besides. */
export interface Command {
  /** What it does, for the administrator. */
  readonly title: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

const INFRA = fileURLToPath(new URL('../..', import.meta.url));
const BACKEND = join(INFRA, '..');

/** The CDK reads the app's command from `cdk.json`; its telemetry is off. */
const CDK_ENVIRONMENT = { CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_DISABLE_VERSION_CHECK: 'true', CI: 'true' };

export interface CdkInput {
  readonly config: string;
  readonly bundle: string;
}

/** Where `buildBackend` puts the Lambda bundle. */
export const BUILT_BUNDLE = join(BACKEND, 'dist', 'lambda');

/** The built admin command line. */
export const GENKAN = join(BACKEND, 'dist', 'genkan.mjs');

export function buildBackend(): Command {
  return { title: 'Building the backend', args: ['build.ts'], cwd: BACKEND, env: {} };
}

/** `cdk <verb> …` on the app of this folder. */
export function cdk(title: string, verb: readonly string[], input: CdkInput): Command {
  const bin = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin', 'cdk');
  return {
    title,
    args: [
      bin,
      ...verb,
      '--no-notices',
      '--context',
      `deployment=${input.config}`,
      '--context',
      `bundle=${input.bundle}`,
    ],
    cwd: INFRA,
    env: CDK_ENVIRONMENT,
  };
}

/** The `genkan` command line; its environment contains the settings of the deployment. */
export function genkan(
  title: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Command {
  return { title, args: [GENKAN, ...args], cwd: process.cwd(), env };
}
