import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';

/** A document: a JSON value, or lines of text where the exact bytes matter. */
const documentSchema = v.union([v.array(v.string()), v.record(v.string(), v.unknown())]);

/** One file of `cases/`: what is done to a document and what must come of it. */
const caseSchema = v.strictObject({
  name: v.string(),
  before: documentSchema,
  change: v.strictObject({
    /** Blocks with an active lease, the oldest first. */
    active: v.optional(v.array(v.string()), []),
    /** Blocks whose lease ended. */
    ended: v.optional(v.array(v.string()), []),
    /** The baseline; the document itself when absent. */
    baseline: v.optional(documentSchema),
    sids: v.optional(v.array(v.string())),
    limit: v.optional(v.number()),
  }),
  verdict: v.union([
    v.picklist(['edited', 'unchanged']),
    v.strictObject({
      refused: v.picklist([
        'malformed',
        'no_allowlist',
        'unsupported',
        'policy_unsupported',
        'baseline_invalid',
      ]),
      reason: v.string(),
    }),
  ]),
  /** The document afterwards, when it was edited. */
  after: v.optional(documentSchema),
  /** Blocks of active leases that the document has no room for. */
  omitted: v.optional(v.array(v.string()), []),
});

export type PolicyCase = v.InferOutput<typeof caseSchema>;
export type CaseDocument = v.InferOutput<typeof documentSchema>;

/** All cases of a folder and its subfolders, by path. @throws {v.ValiError} when a file is not a case */
export function readCases(folder: URL): readonly (readonly [file: string, content: PolicyCase])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map(
      (file) => [file, v.parse(caseSchema, JSON.parse(readFileSync(new URL(file, folder), 'utf8')))] as const,
    );
}

/** Ways to write the same JSON. */
export const SPELLINGS: Readonly<Record<string, (value: unknown) => string>> = {
  compact: (value) => JSON.stringify(value),
  'two spaces': (value) => JSON.stringify(value, null, 2),
  tabs: (value) => `${JSON.stringify(value, null, '\t')}\n`,
  'four spaces, CRLF': (value) => JSON.stringify(value, null, 4).replaceAll('\n', '\r\n'),
  'one line with spaces': (value) =>
    JSON.stringify(value, null, 1).replace(/,\n */g, ', ').replace(/\n */g, ''),
};

/** The spellings a case's document is tried in: all of them for a value, the exact one for lines. */
export function spellingsOf(
  document: CaseDocument,
): Readonly<Record<string, (value: CaseDocument) => string>> {
  const asWritten = (value: CaseDocument) =>
    Array.isArray(value) ? value.join('\n') : JSON.stringify(value);
  return Array.isArray(document) ? { 'as written': asWritten } : SPELLINGS;
}
