import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a policy document into a file of its own and answers where. */
export async function saveDocument(document: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'genkan-document-')), 'policy.json');
  await writeFile(file, document);
  return file;
}
