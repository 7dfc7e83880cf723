import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../browsers/run.ts';
import { BuildFailedError } from './build-failed-error.ts';
import { newestChange } from './newest-change.ts';

const EXTENSION = fileURLToPath(new URL('../../../extension/', import.meta.url));
const BUILD_MS = 3 * 60_000;
/** What goes into the extension. */
const SOURCES = ['entrypoints', 'lib', 'locales', 'public', 'wxt.config.ts', 'package.json', '../shared/src'];

/**
 * The folder of the built extension for a browser; builds it when a source is newer than the last build.
 * @throws {BuildFailedError}
 */
export async function ensureExtension(browser: 'chrome' | 'firefox'): Promise<string> {
  const folder = join(EXTENSION, '.output', `${browser}-mv3`);
  const manifest = join(folder, 'manifest.json');
  const changed = await newestChange(SOURCES.map((source) => join(EXTENSION, source)));
  if (existsSync(manifest) && changed <= (await stat(manifest)).mtimeMs) return folder;
  const wxt = join(EXTENSION, 'node_modules/wxt/bin/wxt.mjs');
  // Test runners set NODE_ENV to `test`, for which Preact's JSX notes file and line of every element.
  const built = await run(process.execPath, [wxt, 'build', EXTENSION, '-b', browser, '--mv3'], BUILD_MS, {
    NODE_ENV: 'production',
  });
  if (!built.ok || !existsSync(manifest)) throw new BuildFailedError(`wxt build failed:\n${built.output}`);
  return folder;
}
