import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

const entrySchema = v.object({ kind: v.picklist(['policy', 'bucket']), name: v.string() });
/** Something that a run made, or was about to make. */
export type Made = v.InferOutput<typeof entrySchema>;

/** What every name of a run begins with; it fits bucket names too, which have at most 63 characters. */
export function namePrefix(runId: string): string {
  return `genkan-test-${runId}-`;
}

/** Where a run writes down its names; it stays after a run that was killed, for `--clean-up`. */
export function journalOf(runId: string): string {
  return join(tmpdir(), `genkan-test-${runId}.jsonl`);
}

/**
 * Writes a name down, before it is made: whatever happens to the process then, the clean-up knows it. IAM's and S3's own
 * lists are no substitute, since a list of IAM's may not show yet what was made a moment ago.
 */
export function writeDown(journal: string, made: Made): void {
  appendFileSync(journal, `${JSON.stringify(made)}\n`, { flush: true });
}

/** Everything a run wrote down; a last line that a crash cut off named nothing that was made yet. */
export function readJournal(journal: string): readonly Made[] {
  if (!existsSync(journal)) return [];
  return readFileSync(journal, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const entry = v.safeParse(v.pipe(v.string(), v.parseJson(), entrySchema), line);
      return entry.success ? [entry.output] : [];
    });
}
