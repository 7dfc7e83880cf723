import * as v from 'valibot';
import { expect, test } from 'vitest';
import { read, repositoryFiles } from './files.ts';

/** The sections of Keep a Changelog, in its order. */
const KINDS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
const RELEASE = /^(?<version>\d+\.\d+\.\d+) - \d{4}-\d{2}-\d{2}$/;

const manifestSchema = v.pipe(v.string(), v.parseJson(), v.object({ version: v.optional(v.string()) }));
const versionOf = (file: string) => v.parse(manifestSchema, read(file)).version;

interface Section {
  readonly heading: string;
  readonly kinds: readonly { readonly heading: string; readonly text: string }[];
}

const split = (text: string, level: string) =>
  text
    .split(new RegExp(`^${level} `, 'm'))
    .slice(1)
    .map((part) => ({ heading: part.split('\n')[0] ?? '', text: part.slice(part.indexOf('\n')).trim() }));

const sections: readonly Section[] = split(read('CHANGELOG.md'), '##').map(({ heading, text }) => ({
  heading,
  kinds: split(`\n${text}`, '###'),
}));
const releases = sections
  .slice(1)
  .map(({ heading }) => RELEASE.exec(heading)?.groups?.['version'] ?? heading);

test('Unreleased is the first section, and every other one is a version with its date', () => {
  expect(sections[0]?.heading).toBe('Unreleased');
  for (const { heading } of sections.slice(1)) expect(heading).toMatch(RELEASE);
});

test('versions go down, and each has one section', () => {
  const byNumber = (a: string, b: string) => b.localeCompare(a, 'en', { numeric: true });
  expect(releases).toEqual([...new Set(releases)].toSorted(byNumber));
});

test.each(sections)(
  '$heading has each kind of change once, in order, and each kind has entries',
  ({ kinds }) => {
    const headings = kinds.map(({ heading }) => heading);
    expect(headings).toEqual(KINDS.filter((kind) => headings.includes(kind)));
    expect(headings.length).toBeGreaterThan(0);
    for (const { text } of kinds) {
      expect(text).toMatch(/^- /);
      expect(text.split('\n').filter((line) => !/^(?:- | {2}\S)/.test(line))).toEqual([]);
    }
  },
);

test('a version in package.json that was released has a section, and the newest section is that version', () => {
  const version = versionOf('package.json') ?? '';
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  // Nothing was released before the first section with a version; that is possible below 1.0.0 only.
  const isUnreleased = releases.length === 0 && version.startsWith('0.');
  if (!isUnreleased) expect(releases[0]).toBe(version);
});

test('every package has the same version', () => {
  const manifests = repositoryFiles().filter((file) => /^(?:[a-z]+\/)?package\.json$/.test(file));
  expect(manifests.length).toBeGreaterThan(3);
  const versions = new Set(manifests.map(versionOf).filter((version) => version !== undefined));
  expect([...versions]).toEqual([versionOf('package.json')]);
});
