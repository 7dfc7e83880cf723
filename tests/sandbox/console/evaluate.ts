import { BlockList, isIP } from 'node:net';
import * as v from 'valibot';

/** A request as AWS evaluates it: permissions are decided elsewhere, so only a Deny matters here. */
export interface AwsRequest {
  /** `service:Action` */
  readonly action: string;
  readonly resource: string;
  /** What AWS sees as `aws:SourceIp`. */
  readonly sourceIp: string;
}

export type Verdict = { readonly denied: false } | { readonly denied: true; readonly statement: number };

/** The stand-in console does not implement this condition operator or key, and does not guess AWS's result. */
export class UnknownConditionError extends Error {
  override readonly name = 'UnknownConditionError';
}

const oneOrMore = v.union([
  v.pipe(
    v.string(),
    v.transform((text) => [text]),
  ),
  v.array(v.string()),
]);
const statementSchema = v.object({
  Effect: v.picklist(['Allow', 'Deny']),
  Action: v.optional(oneOrMore),
  NotAction: v.optional(oneOrMore),
  Resource: v.optional(oneOrMore),
  NotResource: v.optional(oneOrMore),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), oneOrMore)), {}),
});
type Statement = v.InferOutput<typeof statementSchema>;
const documentSchema = v.object({
  Statement: v.union([
    v.array(statementSchema),
    v.pipe(
      statementSchema,
      v.transform((one) => [one]),
    ),
  ]),
});

/**
 * Does this identity policy deny the request? Written apart from the product's own policy code, so that a fault there
 * is not repeated here. Source: IAM user guide, "IAM JSON policy elements: Condition operators".
 * @throws {UnknownConditionError} for conditions that the console's visitors do not need
 */
export function evaluate(document: string, request: AwsRequest): Verdict {
  const { Statement: statements } = v.parse(documentSchema, JSON.parse(document));
  const statement = statements.findIndex((each) => each.Effect === 'Deny' && applies(each, request));
  return statement === -1 ? { denied: false } : { denied: true, statement };
}

function applies(statement: Statement, request: AwsRequest): boolean {
  const { Action, NotAction, Resource, NotResource } = statement;
  const action =
    Action === undefined ? !matches(NotAction ?? [], request.action) : matches(Action, request.action);
  const resource =
    Resource === undefined
      ? !matches(NotResource ?? [], request.resource)
      : matches(Resource, request.resource);
  return action && resource && conditionHolds(statement.Condition, request);
}

/** Operators and keys are ANDed; the values of a key are ORed. */
function conditionHolds(condition: Statement['Condition'], request: AwsRequest): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => keyHolds(operator, key, values, request)),
  );
}

function keyHolds(operator: string, key: string, values: readonly string[], request: AwsRequest): boolean {
  // The key is always there and has one value, so IfExists and the set prefixes change nothing.
  const plain = operator.replace(/^(ForAnyValue|ForAllValues):/, '').replace(/IfExists$/, '');
  const name = key.toLowerCase();
  if (name === 'aws:sourceip' && plain === 'IpAddress') return within(values, request.sourceIp);
  if (name === 'aws:sourceip' && plain === 'NotIpAddress') return !within(values, request.sourceIp);
  // The visitor calls the service directly, never a service on behalf of the visitor.
  if (name === 'aws:viaawsservice' && plain === 'Bool')
    return values.some((value) => value.toLowerCase() === 'false');
  throw new UnknownConditionError(`The stand-in console cannot evaluate ${operator} on ${key}.`);
}

function within(cidrs: readonly string[], address: string): boolean {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [network = '', prefix] = cidr.split('/');
    const family = isIP(network);
    if (family === 0) continue;
    list.addSubnet(network, prefix === undefined ? familyBits(family) : Number(prefix), familyName(family));
  }
  return list.check(address, familyName(isIP(address)));
}

const familyBits = (family: number) => (family === 6 ? 128 : 32);
const familyName = (family: number) => (family === 6 ? 'ipv6' : 'ipv4');

/** `*` and `?` are wildcards; action names ignore case. */
function matches(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${source}$`, 'is').test(text);
  });
}
