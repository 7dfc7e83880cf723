import * as v from 'valibot';
import type { ObjectStore } from '../ports.ts';
import { AUDIT_PREFIX } from './audit.ts';

const recordSchema = v.looseObject({ at: v.string(), event: v.string() });
export type AuditRecord = v.InferOutput<typeof recordSchema>;

const DAY_MS = 86_400_000;
/** Objects read side by side. */
const READ_WIDTH = 20;

/** Events from `since` to `until` (ms since the epoch), oldest first. Objects that are no event are left out. */
export async function readTrail(
  objects: ObjectStore,
  range: { readonly since: number; readonly until: number },
): Promise<readonly AuditRecord[]> {
  const keys: string[] = [];
  const firstDay = Math.floor(range.since / DAY_MS) * DAY_MS;
  for (let day = firstDay; day <= range.until; day += DAY_MS) {
    const name = new Date(day).toISOString().slice(0, 10).replaceAll('-', '/');
    keys.push(...(await objects.list(`${AUDIT_PREFIX}${name}/`)));
  }
  const records: AuditRecord[] = [];
  for (let start = 0; start < keys.length; start += READ_WIDTH) {
    const batch = await Promise.all(keys.slice(start, start + READ_WIDTH).map((key) => objects.get(key)));
    for (const stored of batch) {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), recordSchema), stored?.body);
      if (parsed.success) records.push(parsed.output);
    }
  }
  return records.filter(({ at }) => Date.parse(at) >= range.since && Date.parse(at) <= range.until);
}
