import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserMissingError } from './browser-missing-error.ts';
import { findProgram } from './find-program.ts';

/** A browser of the system, and where it looks for an organisation's policies on Linux. */
export interface ManageableBrowser {
  /** Names of its program, looked up in PATH. */
  readonly programs: readonly string[];
  /** The folder that is mounted over; it exists wherever the browser is installed. */
  readonly folder: string;
  /** The policy file below that folder. */
  readonly file: string;
}

/**
 * Whether a browser can be given policies here without touching the machine's own: root on Linux, with mount namespaces
 * and a browser that reads this folder.
 */
export function canManage({ programs, folder }: ManageableBrowser): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync(folder)) return false;
  const unshare = findProgram(['unshare']);
  if (unshare === undefined || findProgram(programs) === undefined) return false;
  return spawnSync(unshare, ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', folder]).status === 0;
}

/**
 * A program that starts the browser under these policies. They are mounted over the browser's folder in a namespace of
 * its own: no other process sees them, and they are gone with the browser.
 * @throws {BrowserMissingError} where `canManage` returns false
 */
export async function managedProgram(
  { programs, folder, file }: ManageableBrowser,
  policies: unknown,
): Promise<string> {
  const browser = findProgram(programs);
  if (browser === undefined)
    throw new BrowserMissingError(`There is no ${programs.join(' or ')} of the system to manage.`);
  const aside = await mkdtemp(join(tmpdir(), 'genkan-managed-'));
  const source = join(aside, 'policies.json');
  const program = join(aside, 'browser');
  await writeFile(source, JSON.stringify(policies));
  await writeFile(
    program,
    `#!/bin/sh
exec unshare --mount sh -c '
  mount -t tmpfs tmpfs ${folder} &&
  install -D -m 644 "$0" ${join(folder, file)} &&
  exec "$@"' ${source} ${browser} "$@"
`,
  );
  await chmod(program, 0o755);
  return program;
}
