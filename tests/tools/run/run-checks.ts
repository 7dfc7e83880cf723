/**
 * `pnpm test`: runs every check of the repository, one after the other, and ends with the line `N passed, M failed`.
 * Words on the command line choose steps by name: `pnpm test lint types`.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { COMPILE_CACHE } from '../../support/child-environment.ts';
import { type Count, count } from './count.ts';
import { type Step, selectSteps, steps } from './steps.ts';

const root = resolve(import.meta.dirname, '../../..');

const chosen = process.argv.slice(2);
const selected = selectSteps(chosen);
if (selected.length === 0) {
  console.error(`No check has "${chosen.join('" or "')}" in its name. There are:`);
  for (const step of steps) console.error(`  ${step.name}`);
  process.exit(2);
}

const reports = await mkdtemp(join(tmpdir(), 'genkan-test-'));
const total = { passed: 0, failed: 0 };
const rows: string[] = [];
try {
  for (const [index, step] of selected.entries()) {
    console.log(`\n── ${step.name} ──`);
    const started = performance.now();
    const result = await run(step, join(reports, `${index}.json`));
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
    rows.push(
      `${result.failed === 0 ? '✓' : '✗'} ${seconds} s  ${step.name}: ${result.passed} passed, ${result.failed} failed`,
    );
    total.passed += result.passed;
    total.failed += result.failed;
    if (step.essential && result.failed > 0) {
      rows.push('  the checks after this one need it and were not run');
      break;
    }
  }
} finally {
  await rm(reports, { recursive: true, force: true });
}
console.log(`\n${rows.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function run(step: Step, reportFile: string): Promise<Count> {
  const directory = join(root, step.directory);
  const path = [
    join(directory, 'node_modules/.bin'),
    join(root, 'node_modules/.bin'),
    process.env['PATH'] ?? '',
  ];
  const args = [...step.arguments];
  if (step.counting === 'vitest')
    args.push('--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`);
  if (step.counting === 'playwright') args.push('--reporter=list,json');
  const child = spawn(step.command, args, {
    cwd: directory,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      PATH: path.join(delimiter),
      // Hundreds of Node processes and threads of one run load the same files.
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
    },
  });
  const exitCode = await new Promise<number>((done) => {
    child.once('error', (error) => {
      console.error(`${step.command} could not be started: ${error.message}`);
      done(127);
    });
    child.once('close', (code) => done(code ?? 1));
  });
  return count(step.counting, exitCode, reportFile);
}
