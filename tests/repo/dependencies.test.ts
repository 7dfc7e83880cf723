import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { importsOf, packageOf, read, repositoryFiles, root } from './files.ts';

const packages = ['shared', 'backend', 'extension', 'tests'] as const;
const names = v.optional(v.record(v.string(), v.string()), {});
const manifestSchema = v.object({ version: v.string(), dependencies: names, devDependencies: names });
const manifest = (directory: string) =>
  v.parse(manifestSchema, JSON.parse(read(join(directory, 'package.json'))));

const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file);
const sources = repositoryFiles().filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
const product = sources.filter((file) => !isTest(file));
const importers = (files: readonly string[], wanted: (name: string) => boolean) =>
  files.filter((file) => importsOf(read(file)).some((specifier) => wanted(packageOf(specifier) ?? '')));

test('all packages have the same version', () => {
  const version = manifest('.').version;
  for (const directory of packages)
    expect([directory, manifest(directory).version]).toEqual([directory, version]);
});

test('every version is exact, so that the lockfile and the manifests never disagree', () => {
  for (const directory of ['.', ...packages]) {
    const { dependencies, devDependencies } = manifest(directory);
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$|^workspace:\*$/.test(version),
    );
    expect([directory, loose]).toEqual([directory, []]);
  }
});

test('`shared` is pure: no Node, browser or SDK import', () => {
  const allowed = Object.keys(manifest('shared').dependencies);
  const foreign = product
    .filter((file) => file.startsWith('shared/src/'))
    .flatMap((file) => importsOf(read(file)).map((specifier) => ({ file, name: packageOf(specifier) })))
    .filter(({ name }) => name !== undefined && !allowed.includes(name));
  expect(foreign).toEqual([]);
});

test('only backend/src/aws imports the AWS SDK', () => {
  const inBackend = product.filter((file) => file.startsWith('backend/src/'));
  const knowing = importers(inBackend, (name) => name.startsWith('@aws-sdk/') || name.startsWith('@smithy/'));
  expect(knowing.filter((file) => !file.startsWith('backend/src/aws/'))).toEqual([]);
});

test('nothing that ships imports the copyleft IAM simulator of the tests', () => {
  const shipped = product.filter((file) =>
    /^(shared\/src|backend\/(src|infra)|extension\/(entrypoints|lib))\//.test(file),
  );
  expect(shipped.length).toBeGreaterThan(100);
  expect(importers(shipped, (name) => name.startsWith('@cloud-copilot/'))).toEqual([]);
});

describe('runtime dependencies have a permissive licence', () => {
  // webextension-polyfill is MPL-2.0 (file-level copyleft, shipped unmodified).
  const permissive = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|MIT OR Apache-2\.0)$/;
  const licence = v.object({ license: v.string() });
  const cases = packages
    .filter((directory) => directory !== 'tests')
    .flatMap((directory) =>
      Object.keys(manifest(directory).dependencies).map((name) => [directory, name] as const),
    )
    .filter(([, name]) => !name.startsWith('@genkan/'));
  test.each(cases)('%s → %s', (directory, name) => {
    const file = join(root, directory, 'node_modules', name, 'package.json');
    const { license } = v.parse(licence, JSON.parse(readFileSync(file, 'utf8')));
    expect(name === 'webextension-polyfill' ? 'MIT' : license).toMatch(permissive);
  });
});

test('what a source imports, its own package declares', () => {
  const undeclared = sources.flatMap((file) => {
    const directory = packages.find((name) => file.startsWith(`${name}/`));
    if (directory === undefined) return [];
    const { dependencies, devDependencies } = manifest(directory);
    const own = [`@genkan/${directory}`, 'node:'];
    const declared = new Set([...Object.keys(dependencies), ...Object.keys(devDependencies), ...own]);
    return importsOf(read(file))
      .map((specifier) => packageOf(specifier))
      .filter((name) => name !== undefined && !declared.has(name) && !/^(wxt|#|~|@\/)/.test(name))
      .map((name) => `${file} imports ${name}`);
  });
  expect(undeclared).toEqual([]);
});

test('a relative import names a file that exists, with its extension', () => {
  const broken = sources.flatMap((file) =>
    importsOf(read(file))
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => specifier.replace(/\?.*$/, ''))
      .filter((specifier) => !existsSync(join(root, dirname(file), specifier)))
      .map((specifier) => `${file} imports ${specifier}`),
  );
  expect(broken).toEqual([]);
});
