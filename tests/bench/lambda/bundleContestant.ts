import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Bundles a contestant the way esbuild does by itself for Node (CommonJS, one file) into a temporary folder that goes
 * when the process ends. Minified, so that a size stands for code and not for comments and long names.
 * @param name a file of `contestants/`, without extension
 * @returns the folder with `index.js`
 */
export function bundleContestant(name: string): string {
  const directory = mkdtempSync(join(tmpdir(), `genkan-bench-${name}-`));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  buildSync({
    entryPoints: [join(import.meta.dirname, '../contestants', `${name}.ts`)],
    outfile: join(directory, 'index.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    logLevel: 'error',
  });
  return directory;
}
