import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../../backend/src/cli/program.ts';
import { PLAIN } from '../../../backend/src/cli/terminal/style.ts';
import { steps } from '../../tools/run/steps.ts';
import { read, repositoryFiles, root } from '../files.ts';
import { faultsOf } from './aws-command.ts';
import { blocksOf, commandsOf, documents, inlineCommands } from './blocks.ts';

const blocks = documents.flatMap(blocksOf);
const claimed = repositoryFiles()
  .filter((file) => /\.(test|spec)\.ts$/.test(file))
  .flatMap((file) => [...read(file).matchAll(/\bsnippet\(\s*'([^']+)'/g)].map(([, key = '']) => key));

describe('blocks of the documents', () => {
  test('each is claimed by the test that runs it: the one that reads it with `snippet(…)`', () => {
    // `diagrams.test.ts` reads every diagram; the Japanese README's commands are the English one's (`documents.test.ts`).
    const readAnyway = ({ document, language }: (typeof blocks)[number]) =>
      language === 'mermaid' || (document === 'README.ja.md' && language === 'sh');
    const unclaimed = blocks.filter((block) => !readAnyway(block) && !claimed.includes(block.key));
    expect(unclaimed.map(({ key }) => key)).toEqual([]);
  });

  test('each claim names a block that exists', () => {
    const keys = new Set(blocks.map(({ key }) => key));
    expect(claimed.length).toBeGreaterThan(15);
    expect(claimed.filter((key) => !keys.has(key))).toEqual([]);
  });

  test('none is marked by indentation alone, where this would not find it', () => {
    const indented = documents.filter((document) =>
      /\n\n {4,}(?![ *+-]|\d+\.)\S/.test(read(document).replace(/^ *```[\s\S]*?^ *```$/gm, '')),
    );
    expect(indented).toEqual([]);
  });
});

describe('commands in the documents', () => {
  const shell = blocks.filter(({ language }) => language === 'sh').flatMap(commandsOf);
  const inline = inlineCommands().map(({ command }) => command);
  const all = [...shell.flatMap((line) => line.split(/ && |; /)), ...inline].map((command) =>
    command.replace(/ >.*$/, '').replace(/^npx -y pnpm (exec )?/, 'pnpm $1'),
  );
  const those = (program: string) => [...new Set(all.filter((command) => command.startsWith(`${program} `)))];
  const wordsOf = (command: string) =>
    (command.match(/"[^"]*"|\S+/g) ?? []).slice(1).filter((word) => word !== '…');

  test('are many, and of these programs', () => {
    const programs = new Set(all.map((command) => command.split(' ')[0]));
    const known = ['pnpm', 'genkan', 'node', 'aws', 'curl', 'cd', 'set', '.', 'export', 'gh'];
    expect([...programs].filter((program) => !known.includes(program ?? ''))).toEqual([]);
    expect(all.length).toBeGreaterThan(60);
    // Only GitHub has attestations: this one alone is not run here.
    expect(those('gh')).toEqual(['gh attestation verify FILE --repo OWNER/REPO']);
  });

  test.each(those('aws'))('%s: the operation and its parameters exist', (command) => {
    expect(faultsOf(command)).toEqual([]);
  });

  const scripts = (directory: string) =>
    v.parse(
      v.object({ scripts: v.record(v.string(), v.string()) }),
      JSON.parse(read(join(directory, 'package.json'))),
    ).scripts;

  test.each(those('pnpm'))('%s: a script that exists', (command) => {
    const [script = '', ...rest] = wordsOf(command);
    if (script === 'install' || script === 'exec') return expect(rest.length).toBeGreaterThan(0);
    if (script === '--filter') {
      const [name = '', filtered = ''] = rest;
      return expect(Object.keys(scripts(name.replace('@genkan/', '')))).toContain(filtered);
    }
    expect(Object.keys(scripts('.'))).toContain(script);
    const chosen = script === 'test' ? rest : [];
    for (const word of chosen) expect(steps.filter(({ name }) => name.includes(word))).not.toEqual([]);
  });

  test.each(those('node'))('%s: a file that exists, or that the build writes', (command) => {
    const [file = ''] = wordsOf(command);
    const written = ['backend/dist/genkan.mjs', 'backend/dist/server.mjs'];
    expect(written.includes(file) || existsSync(join(root, file))).toBe(true);
  });

  const program = createProgram({
    env: {},
    deps: () => Promise.reject(new Error('no command is run here')),
    account: () => Promise.reject(new Error('no command is run here')),
    identities: () => Promise.reject(new Error('no command is run here')),
    print: () => {},
    note: () => {},
    confirm: async () => false,
    style: PLAIN,
    configure: () => {},
  });
  const genkan = [
    ...those('genkan'),
    ...those('pnpm')
      .filter((command) => command.startsWith('pnpm genkan '))
      .map((command) => command.slice('pnpm '.length)),
    ...those('node')
      .filter((command) => command.includes('/genkan.mjs '))
      .map((command) => command.replace(/^node \S+/, 'genkan')),
  ];

  test.each(genkan)('%s: a command that exists, with options that it has', (line) => {
    const words = wordsOf(line);
    let command: Pick<typeof program, 'commands' | 'options'> = program;
    for (const word of words) {
      const next = command.commands.find((candidate) => candidate.name() === word);
      if (next !== undefined) command = next;
    }
    if (!words.includes('--help')) expect(command.commands.map((sub) => sub.name())).toEqual([]);
    const options = [program, command].flatMap(({ options }) => options.map(({ long }) => long));
    const used = words.filter((word) => word.startsWith('--') && word !== '--help');
    expect(used.filter((word) => !options.includes(word))).toEqual([]);
  });
});
