import * as v from 'valibot';
import { read } from './files.ts';
import type { Counts } from './language.ts';

export const EXCEPTIONS_FILE = 'tests/repo/language-exceptions.json';

const schema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.record(v.string(), v.number())));

/** What stood in the sources before the rules: habit → file → count. */
export function readExceptions(): Counts {
  return v.parse(schema, read(EXCEPTIONS_FILE));
}
