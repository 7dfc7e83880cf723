import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { temporaryFolder } from '../harness/temporary-folder.ts';

/**
 * Bundles a contestant the way esbuild does by itself for Node (CommonJS, one file) into a temporary folder that goes
 * when the process ends. Minified, so that a size stands for code and not for comments and long names.
 * @param name a file of `contestants/`, without extension
 * @returns the folder with `index.js`
 */
export function bundleContestant(name: string): string {
  const directory = temporaryFolder(name);
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
