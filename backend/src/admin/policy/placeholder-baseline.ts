import type { Allowlist } from '@genkan/shared/policy';
import * as v from 'valibot';
import { jsonText } from '../../runtime/json-text.ts';

const statementSchema = v.looseObject({
  Condition: v.optional(v.record(v.string(), v.record(v.string(), v.unknown()))),
});
const documentSchema = jsonText(
  v.looseObject({ Statement: v.union([v.array(statementSchema), statementSchema]) }),
);

/** A documentation address (RFC 5737): no request comes from it, so no lease can be for it. */
const PLACEHOLDER_CIDR = '192.0.2.255/32';

/**
 * The same policy with a documentation address alone in each allowlist. It replaces a baseline that is missing or broken, so
 * that no leased address counts as a baseline address. It is only compared with, never stored.
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
