import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createTargets, otherTarget } from '../../testing/test-targets.ts';
import { openCli } from '../testing/open-cli.ts';

/** Explained once for all commands. */
const EVERYWHERE = new Set(['--json', '--yes', '--help']);
/** Explained with `member add`. */
const AS_ABOVE = new Set(['member rotate --endpoint']);

const document = await readFile(new URL('../../../CLI.md', import.meta.url), 'utf8');
const section = (title: string) => (document.split(`## ${title}\n`)[1] ?? '').split('\n## ')[0] ?? '';
const rows = section('Commands')
  .split('\n')
  .filter((line) => line.startsWith('| `'));

function leaves(command: Command, path: readonly string[] = []): { path: string; command: Command }[] {
  return command.commands.flatMap((child) => {
    const here = [...path, child.name()];
    return child.commands.length === 0 ? [{ path: here.join(' '), command: child }] : leaves(child, here);
  });
}

test('CLI.md names every command with every option, and which ones ask', async () => {
  for (const { path, command } of leaves((await openCli()).program())) {
    const row = rows.find((line) => new RegExp(`\`${path}[ \`]`).test(line));
    expect(row, path).toBeDefined();
    const options = command.options.flatMap(({ long }) => long ?? []);
    for (const option of options.filter(
      (long) => !EVERYWHERE.has(long) && !AS_ABOVE.has(`${path} ${long}`),
    )) {
      expect(row, `${path} ${option}`).toContain(option);
    }
    expect(/\| yes +\|$/.test(row ?? ''), `${path} asks`).toBe(options.includes('--yes'));
  }
});

test('CLI.md names no command that does not exist', async () => {
  const known = new Set(leaves((await openCli()).program()).map(({ path }) => path));
  const cells = rows.map((row) => row.split('|')[1] ?? '');
  const named = cells.flatMap((cell) =>
    [...cell.matchAll(/`([a-z]+(?: [a-z-]+)?)/g)].map(([, path]) => path ?? ''),
  );
  expect(named.length).toBeGreaterThanOrEqual(known.size);
  expect(named.filter((path) => !known.has(path))).toEqual([]);
});

test('CLI.md names the checks of the doctor', async () => {
  const cli = await openCli({ config: { endpoints: { dualStack: 'https://genkan.example.com' } } });
  const several = await openCli({ backend: await createTargets([otherTarget('staging')]) });
  // The doctor of several targets ends with an error, because their schedules have not run.
  await several.run('doctor', '--json').catch(() => undefined);
  const { findings } = Object(await cli.json('doctor'));
  const more = Object(JSON.parse(several.printed())).findings;
  const checks = new Set([...findings, ...more].map(({ check }: { check: string }) => check));
  const named = [...section('What the doctor looks at').matchAll(/^\| `([a-z]+)` +\|/gm)].map(
    ([, name]) => name,
  );
  expect(new Set(named)).toEqual(checks);
});
