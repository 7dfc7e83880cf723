import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'wxt';
import { zipFolder } from './zip-folder.ts';

export type Store = 'chrome' | 'firefox';

/** Builds the extension for one store, aside from any other build, and returns its folder in `outDir`. */
export async function buildAside(root: string, store: Store, outDir: string): Promise<string> {
  await build({ root, browser: store, manifestVersion: 3, outDir });
  return join(outDir, `${store}-mv3`);
}

/** Builds the extension for one store from scratch, and zips it. */
export async function buildPackage(root: string, store: Store): Promise<Uint8Array> {
  const outDir = mkdtempSync(join(tmpdir(), 'genkan-package-'));
  try {
    return zipFolder(await buildAside(root, store, outDir));
  } finally {
    rmSync(outDir, { recursive: true });
  }
}
