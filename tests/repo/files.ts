import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The repository's root, absolute. */
export const root = resolve(import.meta.dirname, '../..');

/** Every file of the repository: those git tracks and new ones it does not ignore, relative to the root. */
export function repositoryFiles(): readonly string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  });
  return [...new Set(list.split('\0'))].filter((file) => file !== '' && existsSync(join(root, file)));
}

/** A file's text. @param file relative to the root */
export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** The modules a TypeScript source imports, static and dynamic, as it spells them. */
export function importsOf(source: string): readonly string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
  return [...source.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** The package an import names: `@aws-sdk/client-s3/x` → `@aws-sdk/client-s3`; a relative import → undefined. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('#')) return undefined;
  if (specifier.startsWith('node:')) return 'node:';
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
