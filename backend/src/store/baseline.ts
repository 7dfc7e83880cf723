import * as v from 'valibot';
import { jsonText } from '../runtime/json-text.ts';
import type { ObjectStore } from '../runtime/ports.ts';
import { hashDocument } from './applied.ts';

/** The pristine policy document. Only an administrator writes it. */
export const BASELINE_KEY = 'baseline.json';

const RECORD_KEY = 'state/baseline.json';

/** `state/baseline.json`: which document `genkan init` or `genkan baseline set` wrote, and for which policy. */
const recordSchema = v.object({
  policyArn: v.string(),
  /** SHA-256 of the document, lower-case hex. */
  sha256: v.string(),
  /** When, ISO 8601. */
  at: v.string(),
});
export type BaselineRecord = v.InferOutput<typeof recordSchema>;

/** What the command line recorded about the baseline; `undefined` when nothing readable is there. */
export async function readBaselineRecord(objects: ObjectStore): Promise<BaselineRecord | undefined> {
  const stored = await objects.get(RECORD_KEY);
  const parsed = v.safeParse(jsonText(recordSchema), stored?.body);
  return parsed.success ? parsed.output : undefined;
}

/** Records that an administrator wrote this baseline for this policy. */
export async function writeBaselineRecord(
  objects: ObjectStore,
  baseline: { readonly policyArn: string; readonly document: string; readonly now: number },
): Promise<void> {
  const record: BaselineRecord = {
    policyArn: baseline.policyArn,
    sha256: hashDocument(baseline.document),
    at: new Date(baseline.now).toISOString(),
  };
  await objects.put(RECORD_KEY, `${JSON.stringify(record)}\n`);
}
