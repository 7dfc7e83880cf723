import { existsSync } from 'node:fs';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../browsers/run.ts';
import { BuildFailedError } from './build-failed-error.ts';
import { newestChange } from './newest-change.ts';

const BACKEND = fileURLToPath(new URL('../../../backend/', import.meta.url));
/** Below a `node_modules` no package.json defines the type of a `.js` file, as in Lambda, where the bundle is alone. */
const UNPACKED = fileURLToPath(new URL('../../node_modules/.cache/genkan-backend/', import.meta.url));
const BUILD_MS = 3 * 60_000;
const SOURCES = ['src', 'build.ts', 'lean-sdk', 'package.json', '../shared/src'];

/** The files of the Lambda bundle. */
export const LAMBDA_FILES = ['index.js', 'temporary-credentials.js'] as const;

/** What an administrator deploys and runs. */
export interface BuiltBackend {
  /** The Lambda bundle with the handlers `http` and `scheduled`. */
  readonly lambda: string;
  /** The command line. */
  readonly genkan: string;
}

/**
 * The built backend; builds it when a source is newer than the last build.
 * @throws {BuildFailedError}
 */
export async function ensureBackend(): Promise<BuiltBackend> {
  const lambda = join(BACKEND, 'dist/lambda/index.js');
  const genkan = join(BACKEND, 'dist/genkan.mjs');
  const changed = await newestChange(SOURCES.map((source) => join(BACKEND, source)));
  if (!existsSync(genkan) || !existsSync(lambda) || changed > (await stat(genkan)).mtimeMs) {
    const built = await run(process.execPath, [join(BACKEND, 'build.ts')], BUILD_MS);
    if (!built.ok) throw new BuildFailedError(`The backend could not be built:\n${built.output}`);
  }
  await mkdir(UNPACKED, { recursive: true });
  const unpacked = { lambda: join(UNPACKED, 'index.js'), genkan: join(UNPACKED, 'genkan.mjs') };
  for (const file of LAMBDA_FILES) await copyFile(join(dirname(lambda), file), join(UNPACKED, file));
  await copyFile(genkan, unpacked.genkan);
  return unpacked;
}
