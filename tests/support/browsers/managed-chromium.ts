import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import type { ManageableBrowser } from './managed-program.ts';

/** The system's own Chromium on Linux; downloaded and branded ones look for policies elsewhere. */
export const MANAGEABLE_CHROMIUM: ManageableBrowser = {
  programs: ['chromium'],
  folder: '/etc/chromium',
  file: 'policies/managed/genkan.json',
};

/** The id that Chromium gives an unpacked extension: its folder's SHA-256, 32 digits of it, spelled with `a` to `p`. */
export function unpackedId(folder: string): string {
  const digits = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  return [...digits].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
