import { isIP } from 'node:net';
import { malformedPolicyDocument } from './iam-errors.ts';

const NEGATABLE = [
  ['StringEquals', 'StringNotEquals'],
  ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
  ['StringLike', 'StringNotLike'],
  ['NumericEquals', 'NumericNotEquals'],
  ['DateEquals', 'DateNotEquals'],
  ['IpAddress', 'NotIpAddress'],
  ['ArnEquals', 'ArnNotEquals'],
  ['ArnLike', 'ArnNotLike'],
].flat();

const ORDERED = ['Numeric', 'Date'].flatMap((type) =>
  ['LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map((comparison) => type + comparison),
);

/** The condition operators of the IAM policy reference, without set prefix and `IfExists`. */
const OPERATORS = new Set([...NEGATABLE, ...ORDERED, 'Bool', 'BinaryEquals', 'Null']);

/**
 * Checks a statement's Condition block: operators are known, keys carry a vendor, values are scalars or lists of them,
 * and values of the IP operators are addresses or CIDRs. An empty list is accepted: IAM takes it (and then denies all).
 *
 * @throws {AwsError} `MalformedPolicyDocument` 400.
 */
export function checkCondition(condition: unknown): void {
  for (const [operator, keys] of entriesOf(condition)) {
    const base = operator.replace(/^(ForAnyValue|ForAllValues):/, '').replace(/IfExists$/, '');
    // Null has no IfExists form: it is itself the test for existence.
    if (!OPERATORS.has(base) || (base === 'Null' && operator.endsWith('IfExists'))) {
      throw malformedPolicyDocument(`Invalid Condition type : ${operator}.`);
    }
    for (const [key, value] of entriesOf(keys)) {
      if (!/^[^:\s]+:.+$/.test(key)) {
        throw malformedPolicyDocument(
          'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
        );
      }
      checkValues(base, Array.isArray(value) ? value : [value]);
    }
  }
}

function checkValues(operator: string, values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw malformedPolicyDocument('Syntax errors in policy.');
    }
    if (operator.endsWith('IpAddress') && !isAddressOrCidr(String(value))) {
      throw malformedPolicyDocument(`Invalid IP address or CIDR: ${String(value)}`);
    }
  }
}

function isAddressOrCidr(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || address.includes('%') || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformedPolicyDocument('Syntax errors in policy.');
  }
  return Object.entries(value);
}
