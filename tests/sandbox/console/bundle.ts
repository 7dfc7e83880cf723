import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A built asset of the console's pages: its bytes by path. */
export type Bundle = ReadonlyMap<string, Uint8Array>;

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache/genkan-console/', import.meta.url));

/**
 * Builds the console's pages, or takes them from the cache when neither they nor their libraries changed
 * (`node_modules/.cache/genkan-console`). Paths start with `/assets/`; the entry is `/assets/main.js` and `/assets/main.css`.
 */
export async function bundleConsole(): Promise<Bundle> {
  const folder = join(cache, await fingerprint());
  const cached = await readFolder(folder);
  if (cached !== undefined) return cached;

  const { outputFiles } = await build({
    entryPoints: [join(here, 'app/main.tsx')],
    bundle: true,
    minify: true,
    write: false,
    outdir: '/assets',
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'file', '.woff': 'file' },
    logLevel: 'silent',
  });
  const bundle = new Map(
    outputFiles.map((file) => [file.path.replaceAll('\\', '/').replace(/^[A-Z]:/, ''), file.contents]),
  );
  await writeFolder(folder, bundle);
  return bundle;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const sources = (await readdir(here, { recursive: true })).filter((name) => /\.tsx?$/.test(name)).sort();
  for (const name of sources) hash.update(name).update(await readFile(join(here, name)));
  hash.update(await readFile(new URL('../../package.json', import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}

async function readFolder(folder: string): Promise<Bundle | undefined> {
  try {
    const names = await readdir(folder);
    return new Map(
      await Promise.all(
        names.map(async (name) => [`/assets/${name}`, await readFile(join(folder, name))] as const),
      ),
    );
  } catch {
    return undefined;
  }
}

/** Written beside and moved into place, so that a process killed half-way leaves no half bundle. */
async function writeFolder(folder: string, bundle: Bundle): Promise<void> {
  await rm(cache, { recursive: true, force: true });
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  for (const [path, contents] of bundle) await writeFile(join(draft, path.replace('/assets/', '')), contents);
  await rename(draft, folder);
}
