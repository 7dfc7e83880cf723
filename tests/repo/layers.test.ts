import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, read, repositoryFiles } from './files.ts';

const files = new Set(
  repositoryFiles().filter(
    (file) => /^(shared|backend|extension|tests)\/.*\.tsx?$/.test(file) && !file.endsWith('.d.ts'),
  ),
);
const imports = new Map([...files].map((file) => [file, targetsOf(file)] as const));

/** The files of the repository that a file imports, for a value or for a type. */
function targetsOf(file: string): readonly string[] {
  return importsOf(read(file)).flatMap((specifier) => {
    const [, name, rest] = /^@genkan\/(\w+)\/(.+)$/.exec(specifier) ?? [];
    const path = name === undefined ? posix.join(posix.dirname(file), specifier) : `${name}/src/${rest}`;
    if (name === undefined && !specifier.startsWith('.')) return [];
    return [path, `${path}.ts`, `${path}.tsx`].filter((candidate) => files.has(candidate)).slice(0, 1);
  });
}

/** Whether a file imports itself by way of others. */
function isInCircle(start: string): boolean {
  const seen = new Set<string>();
  const next = [...(imports.get(start) ?? [])];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (file === start) return true;
    if (seen.has(file)) continue;
    seen.add(file);
    next.push(...(imports.get(file) ?? []));
  }
  return false;
}

test('no file imports itself by way of others, type imports included', () => {
  expect([...files].filter(isInCircle)).toEqual([]);
});

/** The folders of `backend/src` that each folder may import, besides itself. `entry` are the files beside the folders. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  runtime: [],
  store: ['runtime'],
  aws: ['runtime'],
  audit: ['store', 'runtime'],
  policy: ['audit', 'store', 'runtime'],
  'network-status': ['policy', 'store', 'runtime'],
  leases: ['network-status', 'policy', 'audit', 'store', 'runtime'],
  // `entry` here and below is `deps.ts`: the ports of everything that lies below it.
  targets: ['entry', 'leases', 'network-status', 'policy', 'audit', 'store', 'runtime'],
  tasks: ['entry', 'targets', 'leases', 'policy', 'audit', 'store', 'runtime'],
  http: ['entry', 'targets', 'leases', 'network-status', 'policy', 'store', 'runtime'],
  lambda: ['http', 'store', 'runtime'],
  server: ['entry', 'http', 'tasks', 'runtime'],
  admin: ['entry', 'tasks', 'targets', 'leases', 'network-status', 'policy', 'audit', 'store', 'runtime'],
  cli: [
    'entry',
    'admin',
    'aws',
    'tasks',
    'targets',
    'leases',
    'network-status',
    'policy',
    'audit',
    'store',
    'runtime',
  ],
  entry: [
    'server',
    'lambda',
    'http',
    'tasks',
    'leases',
    'network-status',
    'policy',
    'aws',
    'store',
    'runtime',
  ],
};

/** The command line's entry point belongs to the command line: unlike the others, it may import the administration. */
function folderOf(file: string): string | undefined {
  if (file === 'backend/src/cli.ts') return 'cli';
  const [, folder = 'entry'] = /^backend\/src\/(?:([^/]+)\/)?/.exec(file) ?? [];
  return file.startsWith('backend/src/') ? folder : undefined;
}

const isOfTests = (file: string) => /\.test\.ts$|\/testing\//.test(file);

test('every folder of the backend has its place among the layers', () => {
  const folders = [...files].filter((file) => !isOfTests(file)).flatMap((file) => folderOf(file) ?? []);
  expect([...new Set(folders)].filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
});

test('a folder of the backend imports only what lies below it', () => {
  const upward = [...files]
    .filter((file) => !isOfTests(file))
    .flatMap((file) => {
      const folder = folderOf(file);
      if (folder === undefined) return [];
      const allowed = [folder, ...(MAY_IMPORT[folder] ?? [])];
      return (imports.get(file) ?? [])
        .filter((target) => !allowed.includes(folderOf(target) ?? folder))
        .map((target) => `${file} -> ${target}`);
    });
  expect(upward).toEqual([]);
});
