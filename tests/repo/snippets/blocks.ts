import { read, repositoryFiles } from '../files.ts';

/** A fenced block of a document. */
export interface Block {
  /** `document#anchor of the heading above`, and `-2`, `-3`, … for further blocks under the same heading. */
  readonly key: string;
  readonly document: string;
  readonly language: string;
  /** Without the indentation of a list that it stands in. */
  readonly code: string;
}

/** Every Markdown file of the repository. */
export const documents: readonly string[] = repositoryFiles().filter((file) => file.endsWith('.md'));

/** The fragment that GitHub gives a heading. */
export const anchor = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const PIECE = /^#+ (?<heading>.*)$|^(?<indent> *)```(?<language>\w*)\n(?<code>[\s\S]*?)^\k<indent>```$/gm;

/** The fenced blocks of a document, in order. */
export function blocksOf(document: string): readonly Block[] {
  const blocks: Block[] = [];
  const counts = new Map<string, number>();
  let under = '';
  for (const { groups = {} } of read(document).matchAll(PIECE)) {
    const { heading, indent = '', language = '', code } = groups;
    if (heading !== undefined) under = `${document}#${anchor(heading)}`;
    if (code === undefined) continue;
    const count = (counts.get(under) ?? 0) + 1;
    counts.set(under, count);
    const text = code.replace(new RegExp(`^${indent}`, 'gm'), '');
    blocks.push({ key: count === 1 ? under : `${under}-${count}`, document, language, code: text });
  }
  return blocks;
}

/**
 * The block of this key. **Calling this claims the block**: a test that reads it must run it;
 * `claims.test.ts` fails on a block that no test reads.
 * @throws when the documents have no such block
 */
export function snippet(key: string): Block {
  const block = blocksOf(key.split('#')[0] ?? '').find((candidate) => candidate.key === key);
  if (block === undefined) throw new Error(`No document has the block ${key}`);
  return block;
}

/** The commands of a shell block: one a line, without comments. */
export function commandsOf({ code }: Block): readonly string[] {
  return code
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
}

export interface InlineCommand {
  readonly document: string;
  readonly command: string;
}

const PROGRAMS = /^(npx|pnpm|genkan|node|curl|aws|gh|git|apt-get)\s/;

/** Every command that stands in a sentence or a table, between backquotes, as its words. */
export function inlineCommands(): readonly InlineCommand[] {
  return documents.flatMap((document) =>
    [
      ...read(document)
        .replace(/^ *```[\s\S]*?^ *```$/gm, '')
        .matchAll(/`([^`\n]+(?:\n[^`\n]+)?)`/g),
    ]
      .map(([, code = '']) => code.replace(/\s+/g, ' '))
      .filter((code) => PROGRAMS.test(code))
      .map((command) => ({ document, command })),
  );
}
