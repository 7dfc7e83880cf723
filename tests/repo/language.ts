import { basename } from 'node:path';
import { read, repositoryFiles } from './files.ts';

/** How often each file has a habit: habit → file → count. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The files that hold a habit on purpose: its definition and the tests of the definition. */
const SELF = /^tests\/repo\/language/;

/** Names that stood for something which now has a word of the field. */
const RETIRED_IDENTIFIERS = [
  ...[
    'Border',
    'CARRIERS',
    'Door',
    'Fate',
    'LINGER',
    'Outside',
    'Overtaken',
    'PATIENCE',
    'Reign',
    'Sabotage',
  ],
  ...['SABOTAGES', 'Served', 'Speaker', 'Ticket', 'WAY_FAILURES', 'World', 'askTooOften', 'closesAt'],
  ...['describeCarriers', 'doubtful', 'eldest', 'entriesThatCame', 'furnish', 'impatience', 'judge', 'knock'],
  ...[
    'leftOut',
    'letPeoplePlay',
    'loudest',
    'nameAddress',
    'nameNothing',
    'outdo',
    'publicity',
    'readBetween',
  ],
  ...[
    'sabotage',
    'sayEnded',
    'shutOut',
    'somethingElse',
    'takeDesk',
    'tellTabs',
    'trustNotes',
    'worthAsking',
  ],
];

/** A program, a service or a request as the subject, and a verb that only a person can be the subject of. */
const SUBJECT =
  'AWS|CloudFormation|Genkan|IAM|Lambda|S3|backend|browser|client|command|console|extension|function|it|oracle|page|process|prompt|program|request|reset|sandbox|server|simulation|which|writer';
const VERB =
  'answers|asks|believes|complains|forgets|hears|knocks|knows|listens to|remembers|says|speaks|tells|thinks|wants';

interface Habit {
  readonly name: string;
  readonly pattern: RegExp;
  readonly textOf: (source: string) => string;
}

const COMMENT = /(?<=^|[\s({[,;])\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g;
const TITLE =
  /(?:\b(?:test|it|describe)(?:\.\w+)*(?:<[^>]*>)?|\.each\((?:[^()\n]|\([^()\n]*\))*\)|^ *\]\))\(\s*(?:'(?<single>(?:\\.|[^'\\\n])*)'|"(?<double>(?:\\.|[^"\\\n])*)"|`(?<template>(?:\\.|[^`\\])*)`)/gm;

/** The comments and the test titles of a TypeScript source. */
export function proseOf(source: string): string {
  const comments = source.match(COMMENT) ?? [];
  const titles = [...source.matchAll(TITLE)].map(
    ({ groups = {} }) => groups['single'] ?? groups['double'] ?? groups['template'] ?? '',
  );
  return [...comments, ...titles].join('\n').replace(/\n\s*\*? /g, ' \n');
}

const codeOf = (source: string): string => source.replace(COMMENT, '');

/** What `glossary.md` and the style of this repository retire. */
export const HABITS: readonly Habit[] = [
  {
    name: 'somebody, nobody, whoever',
    pattern: /\b(?:somebody|nobody|whoever|whomever)\b/gi,
    textOf: proseOf,
  },
  { name: 'masculine pronouns', pattern: /\b(?:he|him|his|himself)\b/gi, textOf: proseOf },
  { name: 'answer', pattern: /\banswer(?:s|ed|ing)?\b/gi, textOf: proseOf },
  {
    name: 'programs that speak, know or believe',
    pattern: new RegExp(`\\b(?:${SUBJECT})\\s+(?:${VERB})\\b`, 'gi'),
    textOf: proseOf,
  },
  {
    name: 'retired identifiers',
    // "Azure Front Door" is the name of a product.
    pattern: new RegExp(`(?<!Azure Front )\\b(?:${RETIRED_IDENTIFIERS.join('|')})\\b`, 'g'),
    textOf: codeOf,
  },
  { name: 'it instead of test', pattern: /^\s*it(?:\.\w+)*\(/gm, textOf: codeOf },
];

/** Kebab-case; a component file has its component's name, a language's file its BCP 47 tag. Dots separate suffixes such as `.test`. */
export function hasPlainFileName(file: string): boolean {
  const name = basename(file);
  if (/^[a-z]{2}-[A-Z]{2}\.ts$/.test(name)) return true;
  return /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(name) || /^[A-Z][A-Za-z0-9]*(?:\.[a-z]+)*\.tsx$/.test(name);
}

/** The habits of comments and titles, which documents must not have either. */
export const PROSE_HABITS = HABITS.filter(({ textOf }) => textOf === proseOf);

/** How often a source has each habit. */
export function habitsOf(source: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    HABITS.map(({ name, pattern, textOf }) => [name, textOf(source).match(pattern)?.length ?? 0]),
  );
}

/** Every habit that the repository's sources have now. */
export function countHabits(): Counts {
  const files = repositoryFiles().filter((file) => /\.(?:ts|tsx|mts|js|mjs)$/.test(file) && !SELF.test(file));
  const found = files.map((file) => ({
    file,
    habits: { ...habitsOf(read(file)), 'file names': hasPlainFileName(file) ? 0 : 1 },
  }));
  return Object.fromEntries(
    [...HABITS.map(({ name }) => name), 'file names'].map((habit) => [
      habit,
      Object.fromEntries(
        found
          .map(({ file, habits }) => [file, new Map(Object.entries(habits)).get(habit) ?? 0] as const)
          .filter(([, count]) => count > 0)
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ),
    ]),
  );
}

/** The sum over all files. */
export function totalOf(counts: Readonly<Record<string, number>> = {}): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
