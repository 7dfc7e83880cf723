import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureExtension } from './ensure-extension.ts';

const CLOSED = 'attachShadow({mode:`closed`})';

/**
 * A copy of the built extension whose prompt can be looked into: its shadow root is open, so that a test finds buttons by
 * their words. Nothing else differs, and a build whose
 * prompt is not closed is refused.
 */
export async function ensureOpenExtension(browser: 'chrome' | 'firefox'): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'genkan-open-')), browser);
  await cp(await ensureExtension(browser), folder, { recursive: true });
  const script = join(folder, 'aws.js');
  const code = await readFile(script, 'utf8');
  if (code.split(CLOSED).length !== 2) throw new Error(`${script} does not attach one closed shadow root.`);
  await writeFile(script, code.replace(CLOSED, 'attachShadow({mode:`open`})'));
  return folder;
}
