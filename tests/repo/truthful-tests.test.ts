import { execFileSync } from 'node:child_process';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, read, repositoryFiles, root } from './files.ts';

const files = repositoryFiles();
const testFiles = files.filter((file) => /\.test\.tsx?$/.test(file));
const specFiles = files.filter((file) => /\.spec\.tsx?$/.test(file));
const self = 'tests/repo/truthful-tests.test.ts';

test('every test file is collected by a run', { timeout: 60_000 }, () => {
  const collect = (config: string, directory: string) =>
    execFileSync(
      join(root, 'node_modules/.bin/vitest'),
      ['list', '--filesOnly', '--config', config, '--root', directory],
      {
        cwd: directory,
        encoding: 'utf8',
      },
    )
      .split('\n')
      .map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim())
      .filter((line) => /\.test\.tsx?$/.test(line))
      .map((line) => relative(root, join(line.startsWith('/') ? '/' : directory, line)));
  const collected = new Set([
    ...collect(join(root, 'tests/vitest.config.ts'), root),
    ...collect(join(root, 'tests/e2e/firefox/vitest.config.ts'), join(root, 'tests/e2e/firefox')),
  ]);
  expect(testFiles.filter((file) => !collected.has(file))).toEqual([]);
});

test('browser specs live where Playwright looks for them', () => {
  expect(specFiles.filter((file) => !file.startsWith('tests/e2e/'))).toEqual([]);
});

test('no test is skipped, focused, retried or left for later', () => {
  const pattern =
    /\b(?:test|it|describe)\.(?:skip|only|todo|fixme|fails)\b|\bx(?:it|describe)\(|\btest\.slow\(/;
  const marked = [...testFiles, ...specFiles].filter((file) => file !== self && pattern.test(read(file)));
  expect(marked).toEqual([]);
});

test('every test file expects something, itself or in the cases it imports', () => {
  const expects = (file: string) => /\bexpect\(|\bassert|fc\.assert/.test(read(file));
  const imported = (file: string) =>
    importsOf(read(file))
      .filter((specifier) => specifier.startsWith('./'))
      .map((specifier) => join(dirname(file), specifier))
      .filter((path) => /\.tsx?$/.test(path));
  const silent = [...testFiles, ...specFiles].filter(
    (file) => !expects(file) && !imported(file).some(expects),
  );
  expect(silent).toEqual([]);
});

test('no test sleeps where an event can be awaited', () => {
  const sleeping = specFiles.filter((file) => /waitForTimeout\(/.test(read(file)));
  expect(sleeping).toEqual([]);
});
