import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A new folder for this run, removed when the process ends. @param name its subject, for a reader of the folder's name */
export function temporaryFolder(name: string): string {
  if (made.length === 0)
    process.once('exit', () => {
      for (const folder of made) rmSync(folder, { recursive: true, force: true });
    });
  const folder = mkdtempSync(join(tmpdir(), `genkan-bench-${name}-`));
  made.push(folder);
  return folder;
}
