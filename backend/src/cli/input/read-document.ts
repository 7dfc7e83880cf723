import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { CliError } from '../context.ts';

/** A policy document from a file, or from standard input for `-`. @throws {CliError} */
export async function readDocument(file: string): Promise<string> {
  try {
    const text = file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8');
    // Editors of some systems put a byte order mark in front, which IAM refuses.
    return text.replace(/^\u{feff}/u, '');
  } catch (error) {
    throw new CliError(`${file} cannot be read.`, { cause: error });
  }
}
