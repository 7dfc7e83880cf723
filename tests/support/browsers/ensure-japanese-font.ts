import { installPackage } from './apt.ts';
import { findProgram } from './find-program.ts';
import { run } from './run.ts';

const PACKAGE = 'fonts-noto-cjk';

/**
 * Makes sure that Japanese text in screenshots is not a row of boxes. Returns whether there is a font; only Linux can lack
 * one, and only root on Debian can install it here.
 */
export async function ensureJapaneseFont(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  return (await hasFont()) || ((await installPackage(PACKAGE)) && (await hasFont()));
}

async function hasFont(): Promise<boolean> {
  const fontList = findProgram(['fc-list']);
  if (fontList === undefined) return false;
  const fonts = await run(fontList, [':lang=ja', 'family'], 30_000);
  return fonts.ok && fonts.output.trim() !== '';
}
