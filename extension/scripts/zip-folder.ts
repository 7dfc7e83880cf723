import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** Zip knows no time zone and nothing before 1980: its first moment, spelled in local time, is the same everywhere. */
const EPOCH = new Date(1980, 0, 1);

/** A folder's files as a zip that depends on their names and bytes alone: sorted, without times, owners or modes. */
export function zipFolder(folder: string): Uint8Array {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, name: relative(folder, file).split(sep).join('/') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const entries: Zippable = {};
  for (const { file, name } of files) entries[name] = [readFileSync(file), { level: 9, mtime: EPOCH }];
  return zipSync(entries);
}
