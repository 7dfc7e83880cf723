import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ensureBackend } from '../../support/built/ensure-backend.ts';

const DIST = fileURLToPath(new URL('../../../backend/dist/', import.meta.url));
const LOCK = fileURLToPath(new URL('../node_modules/.cache/genkan-cli.lock', import.meta.url));
const BUILD_WAIT_MS = 3 * 60_000;
const PAUSE_MS = 100;
const ATTEMPTS = 3;
const REBUILD_MS = 3_000;

/** The programs that an administrator runs, in a folder of their own, so that a later build does not replace them. */
export interface BuiltPrograms {
  readonly genkan: string;
  readonly server: string;
}

let programs: Promise<BuiltPrograms> | undefined;

/** The built programs; a test file builds once, and test files that run side by side wait for each other. */
export function builtPrograms(): Promise<BuiltPrograms> {
  programs ??= buildPrograms();
  return programs;
}

async function buildPrograms(): Promise<BuiltPrograms> {
  await mkdir(join(LOCK, '..'), { recursive: true });
  await takeLock(Date.now() + BUILD_WAIT_MS);
  try {
    return await collect(ATTEMPTS);
  } finally {
    await rm(LOCK, { recursive: true });
  }
}

/** A build that another process has just started removes the programs for a moment. */
async function collect(attempts: number): Promise<BuiltPrograms> {
  const folder = await mkdtemp(join(tmpdir(), 'genkan-programs-'));
  const programs = { genkan: join(folder, 'genkan.mjs'), server: join(folder, 'server.mjs') };
  try {
    await ensureBackend();
    await copyFile(join(DIST, 'genkan.mjs'), programs.genkan);
    await copyFile(join(DIST, 'server.mjs'), programs.server);
    return programs;
  } catch (error) {
    if (attempts <= 1) throw error;
    await setTimeout(REBUILD_MS);
    return collect(attempts - 1);
  }
}

/** A folder is a lock: only one process can make it. */
async function takeLock(deadline: number): Promise<void> {
  for (;;) {
    try {
      await mkdir(LOCK);
      return;
    } catch (error) {
      // The process that held it for so long was killed.
      if (Date.now() > deadline) {
        await rm(LOCK, { recursive: true, force: true });
        throw new Error('Another build of the backend did not end; its lock was taken away. Try again.', {
          cause: error,
        });
      }
      await setTimeout(PAUSE_MS);
    }
  }
}
