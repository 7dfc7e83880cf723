import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The latest change among these files and folders, in milliseconds since the epoch; tests beside the code do not count. */
export async function newestChange(paths: readonly string[]): Promise<number> {
  return Math.max(0, ...(await Promise.all(paths.map(latest))));
}

async function latest(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const names = (await readdir(path)).filter((name) => !/\.test\.tsx?$/.test(name));
  return newestChange(names.map((name) => join(path, name)));
}
