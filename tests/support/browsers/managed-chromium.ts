import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserMissingError } from './browser-missing-error.ts';
import { findProgram } from './find-program.ts';

/** Where the system's own Chromium on Linux looks for an organisation's policies; downloaded and branded ones look elsewhere. */
const POLICIES = '/etc/chromium';
const systemChromium = () => findProgram(['chromium']);

/**
 * Whether a browser can be given policies here without touching the machine's own: root on Linux, with mount namespaces
 * and a Chromium that reads `/etc/chromium`.
 */
export function canManageChromium(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync(POLICIES)) return false;
  const unshare = findProgram(['unshare']);
  if (unshare === undefined || systemChromium() === undefined) return false;
  return spawnSync(unshare, ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', POLICIES]).status === 0;
}

/**
 * A program that starts Chromium under these policies. They are mounted over `/etc/chromium` in a namespace of the
 * browser's own: nobody else sees them, and they are gone with the browser.
 * @throws {BrowserMissingError} where `canManageChromium` says no
 */
export async function managedChromium(policies: unknown): Promise<string> {
  const chromium = systemChromium();
  if (chromium === undefined) throw new BrowserMissingError('There is no Chromium of the system to manage.');
  const folder = await mkdtemp(join(tmpdir(), 'genkan-managed-'));
  const file = join(folder, 'genkan.json');
  const program = join(folder, 'chromium');
  await writeFile(file, JSON.stringify(policies));
  await writeFile(
    program,
    `#!/bin/sh
exec unshare --mount sh -c '
  mount -t tmpfs tmpfs ${POLICIES} &&
  mkdir -p ${POLICIES}/policies/managed &&
  cp "$0" ${POLICIES}/policies/managed/ &&
  exec "$@"' ${file} ${chromium} "$@"
`,
  );
  await chmod(program, 0o755);
  return program;
}

/** The id that Chromium gives an unpacked extension: its folder's SHA-256, 32 digits of it, spelled with `a` to `p`. */
export function unpackedId(folder: string): string {
  const digits = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  return [...digits].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
