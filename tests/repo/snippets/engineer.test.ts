import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { steps } from '../../tools/run/steps.ts';
import { read, repositoryFiles, root } from '../files.ts';
import { tableRows } from '../table-rows.ts';
import { commandsOf, snippet } from './blocks.ts';
import { type Checkout, createCheckout } from './checkout.ts';

const { scripts } = v.parse(
  v.object({ scripts: v.record(v.string(), v.string()) }),
  JSON.parse(read('package.json')),
);
/** What `pnpm test` runs, as command lines. */
const stepLines = steps.map(({ command, arguments: words }) => [command, ...words].join(' '));

let folder: string;
let checkout: Checkout;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'genkan-engineer-'));
  checkout = await createCheckout({ AWS_EC2_METADATA_DISABLED: 'true' });
}, 4 * 60_000);
afterAll(async () => {
  await checkout?.remove();
  await rm(folder, { recursive: true });
});

/** Runs a command line in a folder, with the repository's programs in PATH; returns what it printed. */
async function run(words: string, directory: string): Promise<string> {
  const [program = '', ...args] = words.split(' ');
  const bin = ['node_modules/.bin', 'tests/node_modules/.bin'].map((path) => join(root, path));
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: directory,
    env: { ...process.env, PATH: [...bin, process.env['PATH'] ?? ''].join(delimiter) },
  });
  return stdout;
}

describe('an engineer does what the documents say', { timeout: 120_000 }, () => {
  test('README, CONTRIBUTING: start and test', () => {
    const commands = commandsOf(snippet('README.md#try-it-now'));
    expect(commands).toEqual(['npx -y pnpm start', 'npx -y pnpm test']);
    expect(commandsOf(snippet('.github/CONTRIBUTING.md#contributing'))).toEqual([
      'npx -y pnpm test',
      'npx -y pnpm start',
      'npx -y pnpm fix',
    ]);
    // This very run is the one command, and the other is one of its steps.
    expect(read('.ci/run')).toMatch(/^exec npx -y pnpm test$/m);
    expect(stepLines).toContain(`${scripts['start']} --headless`);
  });

  test('README, CONTRIBUTING: fix', async () => {
    const place = join(folder, 'fix');
    await mkdir(place);
    const config = JSON.parse(read('.biome.json'));
    await writeFile(join(place, 'biome.json'), JSON.stringify({ ...config, vcs: undefined }));
    await writeFile(join(place, 'a.ts'), 'export  const  a = "x"');
    await run(scripts['fix'] ?? '', place);
    expect(await readFile(join(place, 'a.ts'), 'utf8')).toBe("export const a = 'x';\n");
  });

  test('CONTRIBUTING: some of the tests', async () => {
    const [some, one = ''] = commandsOf(snippet('.github/CONTRIBUTING.md#contributing-2'));
    // `claims.test.ts` checks that its words choose steps.
    expect(some).toBe('npx -y pnpm test lint types');
    expect(await run(one.replace('npx -y pnpm exec ', ''), root)).toMatch(/Tests.* passed/);
  });

  test('ARCHITECTURE: each change names tests that there are', () => {
    const words = tableRows('ARCHITECTURE.md', 'to…').map(
      ([, where]) => /Test: `([^`]+)`$/.exec(where ?? '')?.[1] ?? 'no test is named',
    );
    const tests = repositoryFiles().filter((file) => /\.test\.tsx?$/.test(file));
    expect(words.length).toBeGreaterThan(8);
    expect(words.filter((word) => !tests.some((file) => file.includes(word)))).toEqual([]);
    // The command that the page gives for it.
    const command = commandsOf(snippet('.github/CONTRIBUTING.md#contributing-2'))[1] ?? '';
    expect(read('ARCHITECTURE.md')).toContain(`\`${command.replace(/ \w+$/, '')}\``);
  });

  test('extension: the build is what the steps of the test run build', () => {
    expect(commandsOf(snippet('extension/README.md#load-it'))).toEqual(['npx -y pnpm build']);
    expect(scripts['build']).toBe(
      'pnpm --filter @genkan/backend build && pnpm --filter @genkan/extension build',
    );
    const built = ['backend', 'extension'].map((name) => read(`${name}/package.json`));
    const lines = built.map((text) =>
      v.parse(v.object({ scripts: v.object({ build: v.string() }) }), JSON.parse(text)),
    );
    const commands = lines.flatMap(({ scripts: { build } }) => build.split(' && '));
    expect(stepLines).toEqual(expect.arrayContaining(commands));
  });

  test('extension: the packages', async () => {
    const [install = '', pack = ''] = commandsOf(
      snippet('extension/store/building.md#building-the-packages-and-checking-one-against-its-source'),
    );
    const place = join(folder, 'install');
    const manifests = ['shared', 'backend', 'extension', 'tests'].map((name) => `${name}/package.json`);
    for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests])
      await cp(join(root, file), join(place, file));
    // Not into a folder again: that the lockfile fits and nothing has to be fetched is what can go wrong.
    expect(await run(`${install} --lockfile-only --offline`, place)).toContain('Done in');
    // `store-packages.test.ts` runs this script with this option.
    expect(pack).toBe('npx -y pnpm package --out packages');
    expect(read('tests/repo/store-packages.test.ts')).toContain("'scripts/package.ts'), '--out'");
    expect(scripts['package']).toBe('node extension/scripts/package.ts');
  });

  test('end to end: all, one, and Firefox', async () => {
    const [enter, all = '', one = '', firefox = ''] = commandsOf(
      snippet('tests/e2e/README.md#end-to-end'),
    ).map((command) => command.replace(/^pnpm exec /, ''));
    expect(enter).toBe('cd tests');
    expect([all, firefox].every((command) => stepLines.some((line) => line.startsWith(command)))).toBe(true);
    expect(await run(`${one} --list`, join(root, 'tests'))).toMatch(/Total: [1-9]/);
  });

  test('simulation: many seeds, and one', async () => {
    const output = await checkout.run(snippet('tests/backend/simulation/README.md#simulation'), {
      '1000000': '20',
    });
    expect(output).toContain('20 seeds');
    expect(output).toContain('0 seeds with a broken promise');
    expect(output).toContain('replay: pnpm simulate --seed 4711');
  });

  test('sandbox: its few lines in a test', async () => {
    const { language, code } = snippet('tests/sandbox/aws/README.md#a-local-aws-2');
    expect(language).toBe('ts');
    const url = (file: string) => pathToFileURL(join(root, 'tests/sandbox/aws', file)).href;
    const lines = [
      "import { spawn } from 'node:child_process';",
      `import { startAws } from '${url('sandbox.ts')}';`,
      `import { seedOfficeOnly } from '${url('seed.ts')}';`,
      "const command = 'true';",
      code,
      "console.log('ended');",
    ];
    const file = join(folder, 'snippet.ts');
    await writeFile(file, lines.join('\n'));
    expect(await run(`node ${file}`, folder)).toBe('ended\n');
  });

  test('deployment: without an account, as far as it goes', async () => {
    const [deploy = '', synth = '', help = '', destroy = ''] = commandsOf(
      snippet('backend/infra/README.md#deploying-genkan'),
    );
    expect(commandsOf(snippet('README.md#for-administrators-tonight'))).toEqual([deploy]);
    const asked = await checkout.try({ code: deploy });
    expect(asked).toMatchObject({
      code: 1,
      output: expect.stringContaining('There is no terminal to ask at'),
    });
    // `backend/infra/deploy/synth-only.test.ts` writes a template with this script.
    expect(synth).toBe(`${deploy} --synth-only`);
    expect(await checkout.run({ code: help })).toContain('--synth-only');
    const gone = await checkout.try({ code: `${destroy} --config ${folder}/deployment.json` });
    expect(gone).toMatchObject({ code: 1, output: expect.stringContaining('does not exist: name the file') });
  });
});
