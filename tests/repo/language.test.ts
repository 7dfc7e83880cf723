import { describe, expect, test } from 'vitest';
import { read, repositoryFiles } from './files.ts';
import { countHabits, HABITS, habitsOf, hasPlainFileName, PROSE_HABITS } from './language.ts';
import { readExceptions } from './language-exceptions.ts';

const found = countHabits();
const allowed = readExceptions();

/** Files whose count differs, as `file: found, allowed`. */
function differences(habit: string, isWrong: (found: number, allowed: number) => boolean): readonly string[] {
  const [is, may] = [
    new Map(Object.entries(found[habit] ?? {})),
    new Map(Object.entries(allowed[habit] ?? {})),
  ];
  return [...new Set([...is.keys(), ...may.keys()])]
    .filter((file) => isWrong(is.get(file) ?? 0, may.get(file) ?? 0))
    .map((file) => `${file}: ${is.get(file) ?? 0} found, ${may.get(file) ?? 0} allowed`);
}

describe.each([...HABITS.map(({ name }) => name), 'file names'])('plain English: %s', (habit) => {
  test('no file has more than the exceptions allow', () => {
    expect(differences(habit, (is, may) => is > may)).toEqual([]);
  });

  test('no exception allows more than is found: node tests/repo/record-language.ts lowers them', () => {
    expect(differences(habit, (is, may) => is < may)).toEqual([]);
  });
});

describe('documents are in plain English', () => {
  // The extension's documents and the simulation's are not there yet.
  const documents = repositoryFiles().filter(
    (file) => /\.(?:md|yml)$/.test(file) && !/^(?:extension|tests\/backend\/simulation)\//.test(file),
  );

  test.each(PROSE_HABITS)('$name: no document has it', ({ pattern }) => {
    const found = documents.flatMap((file) =>
      (read(file).match(pattern) ?? []).map((text) => `${file}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});

describe('the habits are found', () => {
  const count = (source: string) => Object.entries(habitsOf(source)).filter(([, found]) => found > 0);

  test.each([
    ['a comment about persons', '// Whoever waits, and nobody else\n', [['somebody, nobody, whoever', 2]]],
    ['a docstring over two lines', '/** The one\n * that he\n * wrote. */\n', [['masculine pronouns', 1]]],
    [
      'a title',
      "test('the server answers at once', () => {});\n",
      [
        ['answer', 1],
        ['programs that speak, know or believe', 1],
      ],
    ],
    [
      'a title of a table',
      "test.each(rows)(\n  'nobody is denied: %s',\n",
      [['somebody, nobody, whoever', 1]],
    ],
    [
      'a title after a literal table',
      "test.each([\n  [1],\n])('nobody: %s', () => {})\n",
      [['somebody, nobody, whoever', 1]],
    ],
    ['a subject and its verb on two lines', '// What the server\n// knows\n', []],
    ['a retired name', 'const judge = furnish();\n', [['retired identifiers', 2]]],
    ['a product with such a name', "const name = 'Azure Front Door';\n", []],
    ['another keyword', "it('returns', () => {});\n  it.each(rows)('x', f);\n", [['it instead of test', 2]]],
    ['a string that no person reads', "const a = 'nobody'; const url = 'https://x//he';\n", []],
    [
      'a glob',
      "const globs = ['src/**/*.ts', 'lib/*.ts'];\nconst nobody = 1; /* he */\n",
      [['masculine pronouns', 1]],
    ],
    ['a property and a method', 'expect(it).toBe(x.it(1)); await exit(1);\n', []],
  ])('%s', (_, source, expected) => {
    expect(count(source)).toEqual(expected);
  });

  test.each([
    'run-task.ts',
    'ip.prop.test.ts',
    'Popup.tsx',
    'vitest.config.ts',
    'index.d.ts',
    'popup.test.tsx',
    'pt-BR.ts',
  ])('%s is a file name of ours', (file) => expect(hasPlainFileName(`lib/${file}`)).toBe(true));

  test.each(['runTask.ts', 'ConsolePage.ts', 'run_task.ts', '-a.ts'])('%s is not', (file) => {
    expect(hasPlainFileName(`lib/${file}`)).toBe(false);
  });
});
