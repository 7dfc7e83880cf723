import { limitExceeded, malformedPolicyDocument, validationError } from './iam-errors.ts';
import { checkCondition } from './policy-condition.ts';

/** IAM's quota for a customer managed policy, in characters without white space. */
export const MAX_POLICY_CHARACTERS = 6144;

/** The API parameter's own limit, white space included. */
export const MAX_DOCUMENT_PARAMETER = 131_072;

const STATEMENT_ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/**
 * Checks a managed policy's document as CreatePolicy and CreatePolicyVersion do: the parameter's pattern first, then the
 * grammar of identity-based policies, then the size.
 *
 * @throws {AwsError} `ValidationError` 400, `MalformedPolicyDocument` 400, `LimitExceeded` 409.
 */
export function checkPolicyDocument(document: string): void {
  if (document.length < 1 || document.length > MAX_DOCUMENT_PARAMETER) {
    throw validationError(
      `1 validation error detected: Value at 'policyDocument' failed to satisfy constraint: Member must have length less than or equal to ${MAX_DOCUMENT_PARAMETER}`,
    );
  }
  if (/[^\t\n\r\u0020-\u00FF]/.test(document)) {
    throw validationError(
      'The specified value for policyDocument is invalid. It must match [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+',
    );
  }
  checkGrammar(parseJson(document));
  if (document.replace(/\s/g, '').length > MAX_POLICY_CHARACTERS) {
    throw limitExceeded(`Cannot exceed quota for PolicySize: ${MAX_POLICY_CHARACTERS}`);
  }
}

function parseJson(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    throw malformedPolicyDocument('This policy contains invalid Json');
  }
}

function checkGrammar(policy: unknown): void {
  if (!isRecord(policy)) throw syntaxError();
  const { Version: version, Id: id, Statement: statement, ...unknownElements } = policy;
  if (Object.keys(unknownElements).length > 0) throw syntaxError();
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') {
    throw malformedPolicyDocument('The policy must contain a valid version string');
  }
  if (id !== undefined && typeof id !== 'string') throw syntaxError();
  const statements = Array.isArray(statement) ? statement : [statement];
  if (statements.length === 0) throw syntaxError();
  const sids = new Set<string>();
  for (const one of statements) checkStatement(one, sids);
}

function checkStatement(statement: unknown, sids: Set<string>): void {
  if (!isRecord(statement)) throw syntaxError();
  if ('Principal' in statement || 'NotPrincipal' in statement) {
    throw malformedPolicyDocument('Policy document should not specify a principal.');
  }
  if (Object.keys(statement).some((element) => !STATEMENT_ELEMENTS.has(element))) throw syntaxError();
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') throw syntaxError();
  checkSid(statement['Sid'], sids);
  const actions = oneOf(statement, 'Action', 'NotAction', 'Policy statement must contain actions.');
  const resources = oneOf(statement, 'Resource', 'NotResource', 'Policy statement must contain resources.');
  if (!actions.every((action) => action === '*' || /^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$/.test(action))) {
    throw malformedPolicyDocument(
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    );
  }
  const stray = resources.find(
    (resource) => resource !== '*' && !/^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+$/.test(resource),
  );
  if (stray !== undefined) throw malformedPolicyDocument(`Resource ${stray} must be in ARN format or "*".`);
  if (statement['Condition'] !== undefined) checkCondition(statement['Condition']);
}

function checkSid(sid: unknown, sids: Set<string>): void {
  if (sid === undefined) return;
  if (typeof sid !== 'string') throw syntaxError();
  if (!/^[0-9A-Za-z]*$/.test(sid)) {
    throw malformedPolicyDocument(
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    );
  }
  if (sid !== '' && sids.has(sid)) {
    throw malformedPolicyDocument('Statement IDs (SID) in a single policy must be unique.');
  }
  sids.add(sid);
}

/** The strings of exactly one of two elements, given as a string or a list. */
function oneOf(
  statement: Record<string, unknown>,
  element: string,
  negated: string,
  whenMissing: string,
): readonly string[] {
  if (statement[element] !== undefined && statement[negated] !== undefined) throw syntaxError();
  const value = statement[element] ?? statement[negated];
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  if (list.length === 0) throw malformedPolicyDocument(whenMissing);
  return list.map((item) => {
    if (typeof item !== 'string') throw syntaxError();
    return item;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function syntaxError() {
  return malformedPolicyDocument('Syntax errors in policy.');
}
