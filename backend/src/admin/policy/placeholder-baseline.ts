import type { Allowlist } from '@genkan/shared/policy';
import * as v from 'valibot';

const statementSchema = v.looseObject({
  Condition: v.optional(v.record(v.string(), v.record(v.string(), v.unknown()))),
});
const documentSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ Statement: v.union([v.array(statementSchema), statementSchema]) }),
);

/** No lease can be for it: a documentation address is a person's in no network. */
const PLACEHOLDER_CIDR = '192.0.2.255/32';

/**
 * The same policy with nobody in its lists. It stands in for a baseline that is missing or broken, so that a lease's address
 * is never mistaken for an office's. Only ever compared with, never stored.
 */
export function createPlaceholderBaseline(document: string, allowlists: readonly Allowlist[]): string {
  const policy = v.parse(documentSchema, document);
  const statements = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  for (const { statement, operator, key } of allowlists) {
    const condition = statements[statement - 1]?.Condition?.[operator];
    if (condition) condition[key] = [PLACEHOLDER_CIDR];
  }
  return JSON.stringify(policy);
}
