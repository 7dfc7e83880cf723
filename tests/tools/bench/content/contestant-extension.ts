import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { temporaryFolder } from '../harness/temporary-folder.ts';

/**
 * Wraps one of `scripts/` as an unpacked extension that does nothing but run it on the console's pages, in its isolated
 * JavaScript world and at the same moment as ours.
 * @param name a file of `scripts/`, without extension
 * @returns the extension's folder, removed when the process ends
 */
export function contestantExtension(name: string): string {
  const directory = temporaryFolder(name);
  const manifest = {
    manifest_version: 3,
    name,
    version: '1.0',
    content_scripts: [
      { matches: ['https://*.console.aws.amazon.com/*'], js: ['content.js'], run_at: 'document_start' },
    ],
  };
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest));
  buildSync({
    entryPoints: [join(import.meta.dirname, 'scripts', `${name}.ts`)],
    outfile: join(directory, 'content.js'),
    bundle: true,
    minify: true,
    target: 'es2023',
    format: 'iife',
  });
  return directory;
}
