import { LEASE_PREFIX, type LeaseRecord, leaseKey, parseLeaseKey } from '@genkan/shared/lease';
import * as v from 'valibot';
import { jsonText } from '../runtime/json-text.ts';
import type { ObjectStore } from '../runtime/ports.ts';

const bodySchema = v.object({ label: v.optional(v.string()), requestId: v.optional(v.string()) });

/** Labels kept in memory. */
const MAX_LABELS = 1000;

/** Labels by lease key; a lease record never changes. */
export interface LabelMemory {
  readonly labels: Map<string, string | undefined>;
}

export interface LabelPorts {
  readonly objects: Pick<ObjectStore, 'get'>;
  readonly memory: LabelMemory;
}

export function createLabelMemory(): LabelMemory {
  return { labels: new Map() };
}

/** Writes a lease record. Everything needed to render is in the key; the body is for people. */
export async function putLease(
  objects: Pick<ObjectStore, 'put'>,
  record: LeaseRecord,
  body: { readonly label?: string | undefined; readonly requestId?: string | undefined } = {},
): Promise<void> {
  await objects.put(leaseKey(record), JSON.stringify(body));
}

/** All lease records, or those whose key continues `prefix` after `leases/`. Keys that are no lease are left alone. */
export async function listLeases(
  objects: Pick<ObjectStore, 'list'>,
  prefix = '',
): Promise<readonly LeaseRecord[]> {
  const keys = await objects.list(LEASE_PREFIX + prefix);
  return keys.flatMap((key) => {
    const parsed = parseLeaseKey(key);
    return parsed.ok ? [parsed.value] : [];
  });
}

/** The label a member gave with this record. Records never change, so a label is read once per process. */
export async function readLabel(deps: LabelPorts, record: LeaseRecord): Promise<string | undefined> {
  const { labels } = deps.memory;
  const key = leaseKey(record);
  if (labels.has(key)) return labels.get(key);
  const stored = await deps.objects.get(key);
  const body = v.safeParse(jsonText(bodySchema), stored?.body);
  const label = body.success ? body.output.label : undefined;
  const oldest = labels.keys().next();
  if (labels.size >= MAX_LABELS && !oldest.done) labels.delete(oldest.value);
  labels.set(key, label);
  return label;
}
