import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A new folder for this run; all of them go when the process ends. @param name what it holds, for who looks into /tmp */
export function temporaryFolder(name: string): string {
  if (made.length === 0)
    process.once('exit', () => {
      for (const folder of made) rmSync(folder, { recursive: true, force: true });
    });
  const folder = mkdtempSync(join(tmpdir(), `genkan-bench-${name}-`));
  made.push(folder);
  return folder;
}
