/**
 * Makes what the stores take: `node scripts/package.ts [--out FOLDER]`. The same commit gives the same bytes, so that
 * anybody can check a package against its source.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { buildPackage } from './build-package.ts';
import { SourcePackageError, sourcePackage } from './source-package.ts';

const EXTENSION = fileURLToPath(new URL('..', import.meta.url));
const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

const { values } = parseArgs({ options: { out: { type: 'string', default: join(EXTENSION, '.output') } } });
const { version } = v.parse(
  v.object({ version: v.string() }),
  JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')),
);
mkdirSync(values.out, { recursive: true });
const sums: string[] = [];

function write(what: string, bytes: Uint8Array): void {
  const name = `genkan-${version}-${what}.zip`;
  writeFileSync(join(values.out, name), bytes);
  sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
}

for (const store of ['chrome', 'firefox'] as const) write(store, await buildPackage(EXTENSION, store));
try {
  write('source', sourcePackage(REPOSITORY, `genkan-${version}`));
} catch (error) {
  if (!(error instanceof SourcePackageError)) throw error;
  console.warn(`${error.message} Upload nothing that was made so.`);
}
writeFileSync(join(values.out, 'SHA256SUMS'), sums.join(''));
console.log(`${values.out}\n${sums.join('')}`);
