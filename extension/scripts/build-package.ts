import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'wxt';
import { zipFolder } from './zip-folder.ts';

export type Store = 'chrome' | 'firefox';

/** Builds the extension for one store, from scratch and aside from any other build, and zips it. */
export async function buildPackage(root: string, store: Store): Promise<Uint8Array> {
  const outDir = mkdtempSync(join(tmpdir(), 'genkan-package-'));
  try {
    await build({ root, browser: store, manifestVersion: 3, outDir });
    return zipFolder(join(outDir, `${store}-mv3`));
  } finally {
    rmSync(outDir, { recursive: true });
  }
}
