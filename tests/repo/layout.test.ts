import { expect, test } from 'vitest';
import { read, repositoryFiles } from './files.ts';

const files = repositoryFiles();
const sources = files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file);

test('the top level holds the four packages and what a repository needs, nothing else', () => {
  const allowed = new Set([
    ...[
      'extension',
      'backend',
      'shared',
      'tests',
      'package.json',
      'pnpm-workspace.yaml',
      'tsconfig.base.json',
    ],
    ...['README.md', 'README.ja.md', 'ARCHITECTURE.md', 'LICENSE', 'CHANGELOG.md', 'pnpm-lock.yaml'],
  ]);
  const found = new Set(files.map((file) => file.split('/')[0] ?? ''));
  expect([...found].filter((name) => !allowed.has(name) && !name.startsWith('.'))).toEqual([]);
});

test('no source file is longer than 300 lines', () => {
  const long = sources
    .filter((file) => !isTest(file))
    .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});

test('no folder or file is called utils, helpers or misc', () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|misc|common)(\.|\/)/.test(file))).toEqual([]);
});

test('a package is at most four folders deep', () => {
  const deep = files.filter((file) => !file.startsWith('.') && file.split('/').length - 2 > 4);
  expect(deep).toEqual([]);
});

test('no text names a developer machine or a package registry host', () => {
  const pattern =
    /(?:^|[^\w])\/(?:work|farm|root|home)\/[\w.]|registry\.npmjs|registry\.[a-z]+\.[a-z]|deb\.debian/;
  const text = files.filter(
    (file) => /\.(ts|tsx|js|mjs|json|md|ya?ml|css|html|sh)$|\/run$/.test(file) && file !== 'pnpm-lock.yaml',
  );
  const hits = text.filter((file) => file !== 'tests/repo/layout.test.ts' && pattern.test(read(file)));
  expect(hits).toEqual([]);
});
