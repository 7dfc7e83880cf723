import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const EXTENSION = join(ROOT, 'extension');
const BUILD_MS = 3 * 60_000;
/** What goes into the extension. */
const SOURCES = ['entrypoints', 'lib', 'locales', 'public', 'wxt.config.ts', 'package.json', '../shared/src'];

/** The extension could not be built; the message holds what the build printed. */
export class BuildFailedError extends Error {
  override readonly name = 'BuildFailedError';
}

/**
 * The folder of the built extension for a browser; builds it when a source is newer than the last build.
 * @throws {BuildFailedError}
 */
export async function ensureExtension(browser: 'chrome' | 'firefox'): Promise<string> {
  const folder = join(EXTENSION, '.output', `${browser}-mv3`);
  const manifest = join(folder, 'manifest.json');
  if (existsSync(manifest) && (await newest(SOURCES)) <= (await stat(manifest)).mtimeMs) return folder;
  const wxt = join(EXTENSION, 'node_modules/wxt/bin/wxt.mjs');
  const built = await run(process.execPath, [wxt, 'build', EXTENSION, '-b', browser, '--mv3'], BUILD_MS);
  if (!built.ok || !existsSync(manifest)) throw new BuildFailedError(`wxt build failed:\n${built.output}`);
  return folder;
}

/** The latest change among these files and folders, in milliseconds since the epoch; tests beside the code do not count. */
async function newest(paths: readonly string[]): Promise<number> {
  const times = await Promise.all(paths.map((path) => latest(join(EXTENSION, path))));
  return Math.max(0, ...times);
}

async function latest(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const names = (await readdir(path)).filter((name) => !/\.test\.tsx?$/.test(name));
  return Math.max(0, ...(await Promise.all(names.map((name) => latest(join(path, name))))));
}
