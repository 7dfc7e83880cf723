import { readFile } from 'node:fs/promises';

const README = new URL('../../README.md', import.meta.url);

/** The one command of README.md's shell blocks that starts with this word. @throws when there is none, or several */
export async function readmeCommand(word: string): Promise<string> {
  const blocks = (await readFile(README, 'utf8')).matchAll(/^```sh\n([\s\S]*?)^```$/gm);
  const commands = [...blocks]
    .flatMap(([, code = '']) => code.split('\n'))
    .filter((line) => line.startsWith(`${word} `));
  const [command] = commands;
  if (command === undefined || commands.length > 1) {
    throw new Error(`README.md has ${commands.length} commands that start with ${word}, not one`);
  }
  return command;
}
