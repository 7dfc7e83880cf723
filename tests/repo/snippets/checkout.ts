import { spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import * as v from 'valibot';
import { builtPrograms } from '../../backend/cli/built-backend.ts';
import { childEnvironment } from '../../support/child-environment.ts';
import { read, root } from '../files.ts';
import type { Block } from './blocks.ts';

const TIME_LIMIT_MS = 2 * 60_000;
const GENKAN = 'node backend/dist/genkan.mjs';

/** Words of a block, and what a person puts in their place. */
type Fill = Readonly<Record<string, string>>;

/** A folder with the files of a checkout after `pnpm build`, and a shell in it. */
export interface Checkout {
  readonly folder: string;
  /**
   * Runs a block of a document in `sh`, unchanged, and stops at the first command that fails. `fill` replaces the words that
   * a reader would replace. The reply to a question is yes.
   * @returns what the commands printed, standard output and standard error
   * @throws when a command fails
   */
  run(block: Pick<Block, 'code'>, fill?: Fill): Promise<string>;
  /** The same for a block whose last command may find something wrong; returns the exit code too. */
  try(
    block: Pick<Block, 'code'>,
    fill?: Fill,
  ): Promise<{ readonly code: number | null; readonly output: string }>;
  remove(): Promise<void>;
}

/** Creates a clean checkout, with this environment and nothing else of the machine's but PATH. */
export async function createCheckout(environment: Readonly<Record<string, string>>): Promise<Checkout> {
  const folder = await mkdtemp(join(tmpdir(), 'genkan-checkout-'));
  const bin = join(folder, 'bin');
  await mkdir(bin);
  await layOut(folder);
  await installShims(bin);
  const path = [bin, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  const options = { cwd: folder, env: childEnvironment({ ...environment, PATH: path, HOME: folder }) };
  return {
    folder,
    async run({ code }, fill = {}) {
      const outcome = await shell(fillIn(code, fill), options);
      if (outcome.code !== 0) throw new Error(`sh ended with ${outcome.code}:\n${code}\n${outcome.output}`);
      return outcome.output;
    },
    try: ({ code }, fill = {}) => shell(fillIn(code, fill), options),
    remove: () => rm(folder, { recursive: true }),
  };
}

async function layOut(folder: string): Promise<void> {
  await mkdir(join(folder, 'backend/dist'), { recursive: true });
  await mkdir(join(folder, 'backend/infra'));
  const built = await builtPrograms();
  await copyFile(built.genkan, join(folder, 'backend/dist/genkan.mjs'));
  await copyFile(built.server, join(folder, 'backend/dist/server.mjs'));
  const scripts = ['deploy.ts', 'destroy.ts'].map((name) => `backend/infra/${name}`);
  const rest = ['extension', 'tests', 'package.json', 'backend/src', ...scripts];
  for (const name of rest) await symlink(join(root, name), join(folder, name));
}

const manifestSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ scripts: v.record(v.string(), v.string()) }),
);

/**
 * `npx -y pnpm SCRIPT …` and `pnpm SCRIPT …` without npx and pnpm, which would only look at the lockfile and then run what
 * package.json says; `genkan` is the built one, which starts faster. Where it finds no terminal to ask at, the person
 * says yes.
 */
async function installShims(bin: string): Promise<void> {
  const { scripts } = v.parse(manifestSchema, read('package.json'));
  const cases = Object.entries(scripts)
    .filter(([, command]) => command.startsWith('node '))
    .map(([name, command]) => `  ${name}) run ${name === 'genkan' ? GENKAN : command} "$@" ;;`);
  const pnpm = `#!/bin/sh
run() {
  "$@" 2> "$0.err"
  code=$?
  cat "$0.err" >&2
  if [ $code = 1 ] && grep -q 'then add --yes' "$0.err"; then "$@" --yes; else return $code; fi
}
script=$1
shift
case "$script" in
${cases.join('\n')}
  *) echo "pnpm $script is no script that runs here" >&2; exit 127 ;;
esac
`;
  const npx = `#!/bin/sh
[ "$1 $2" = "-y pnpm" ] || { echo "npx $*: only pnpm" >&2; exit 127; }
shift 2
exec pnpm "$@"
`;
  for (const [name, text] of Object.entries({ pnpm, npx })) {
    await writeFile(join(bin, name), text);
    await chmod(join(bin, name), 0o755);
  }
}

/** @throws when a word that must be filled in does not occur, so that no stale word is left behind */
function fillIn(code: string, fill: Fill): string {
  return Object.entries(fill).reduce((text, [word, value]) => {
    if (!text.includes(word)) throw new Error(`The block has no ${word}:\n${text}`);
    return text.replaceAll(word, value);
  }, code);
}

async function shell(
  script: string,
  options: { readonly cwd: string; readonly env: Record<string, string> },
): Promise<{ code: number | null; output: string }> {
  const child = spawn('sh', ['-eu', '-c', script], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIME_LIMIT_MS,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, output };
}
