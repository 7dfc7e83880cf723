/** A stored value that knows its version, may be moved forward by migrations, and falls back when it is corrupt. */
import * as v from 'valibot';

export interface VersionedSpec<T extends { readonly version: number }> {
  readonly schema: v.GenericSchema<unknown, T>;
  readonly fallback: T;
  /** `migrations[n]` turns version n + 1 into n + 2; as many as the current version minus one. */
  readonly migrations: readonly ((value: Record<string, unknown>) => Record<string, unknown>)[];
}

export type VersionedReading<T> =
  | { readonly value: T; readonly from: 'store' | 'empty' }
  /** The store was corrupt or written by a newer version: the fallback is used, and the reason is for the person. */
  | { readonly value: T; readonly from: 'fallback'; readonly reason: string };

const stampSchema = v.looseObject({ version: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** Reads a stored value: migrates it to the current version, or falls back and says why. Never throws. */
export function readVersioned<T extends { readonly version: number }>(
  raw: unknown,
  spec: VersionedSpec<T>,
): VersionedReading<T> {
  if (raw === undefined || raw === null) return { value: spec.fallback, from: 'empty' };
  const stamp = v.safeParse(stampSchema, raw);
  if (!stamp.success) return fallback(spec, 'it has no version');
  const { version } = stamp.output;
  const current = spec.fallback.version;
  if (version > current) return fallback(spec, `it was written by a newer Genkan (version ${version})`);
  try {
    const migrated = spec.migrations
      .slice(version - 1)
      .reduce<Record<string, unknown>>((value, migrate) => migrate(value), stamp.output);
    const parsed = v.safeParse(spec.schema, migrated);
    return parsed.success
      ? { value: parsed.output, from: 'store' }
      : fallback(spec, v.summarize(parsed.issues));
  } catch (cause) {
    return fallback(spec, `moving it from version ${version} failed: ${String(cause)}`);
  }
}

function fallback<T extends { readonly version: number }>(
  spec: VersionedSpec<T>,
  reason: string,
): VersionedReading<T> {
  return { value: spec.fallback, from: 'fallback', reason };
}
