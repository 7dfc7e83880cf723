import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, read, repositoryFiles } from './files.ts';

const sources = repositoryFiles().filter(
  (file) => /\.tsx?$/.test(file) && !/\.(test|spec|d)\.tsx?$/.test(file),
);

/** The circles among a package's modules, each as the modules on it. Type imports count. */
function circlesOf(packageName: string): readonly string[][] {
  const files = new Set(sources.filter((file) => file.startsWith(`${packageName}/`)));
  const imports = new Map(
    [...files].map((file) => [
      file,
      importsOf(read(file))
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => join(dirname(file), specifier))
        .filter((imported) => files.has(imported)),
    ]),
  );
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) circles.push([...path.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    for (const imported of imports.get(file) ?? []) visit(imported, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return circles;
}

test.each(['extension', 'shared'])(
  'no module of %s imports itself through others, type imports included',
  (name) => {
    expect(circlesOf(name)).toEqual([]);
  },
);
