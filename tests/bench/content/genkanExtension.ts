import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The built extension for Chromium. @throws when it has not been built */
export function genkanExtension(): string {
  const directory = join(import.meta.dirname, '../../../extension/.output/chrome-mv3');
  if (!existsSync(join(directory, 'manifest.json')))
    throw new Error('The extension is not built. Run: pnpm --filter @genkan/extension build');
  return directory;
}
