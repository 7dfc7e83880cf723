import { existsSync } from 'node:fs';
import { run } from './run.ts';

const UPDATE_MS = 3 * 60_000;
const INSTALL_MS = 10 * 60_000;

/** Whether this process may install Debian packages: root, on a system with apt. */
export function canInstallPackages(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs one Debian package, after an update of the package lists. Returns whether that worked. */
export async function installPackage(name: string): Promise<boolean> {
  if (!canInstallPackages()) return false;
  await run('apt-get', ['update'], UPDATE_MS);
  const installed = await run('apt-get', ['install', '-y', '--no-install-recommends', name], INSTALL_MS);
  return installed.ok;
}
