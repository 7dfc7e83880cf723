import * as v from 'valibot';
import { parseCidr } from '../../address/cidr.ts';

const valuesSchema = v.union([v.string(), v.array(v.string())]);
const operatorsSchema = v.record(v.string(), v.record(v.string(), v.unknown()));
const statementSchema = v.looseObject({
  Effect: v.string(),
  Principal: v.optional(v.never()),
  NotPrincipal: v.optional(v.never()),
  Condition: v.optional(operatorsSchema),
});
type Statement = v.InferOutput<typeof statementSchema>;
const documentSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ Statement: v.union([v.array(statementSchema), statementSchema]) }),
);

/** What a statement is about. */
const SCOPE = ['Action', 'NotAction', 'Resource', 'NotResource'] as const;
const IP_ADDRESS = /^(?:foranyvalue:|forallvalues:)?ipaddress(?:ifexists)?$/i;
const SOURCE_IP = /^aws:sourceip$/i;

/**
 * For a policy that allows by address (Allow with `IpAddress`): the same policy with the address tests as Deny statements,
 * which Genkan can edit. `undefined` when no Allow tests the address, when a list cannot be read, or when the document is no
 * identity policy.
 *
 * The Allow statements lose their address test: one that stays would allow a leased address nothing. Each Deny has the
 * actions and resources of its Allow. Allow statements with the same scope share one Deny with all their addresses, because
 * Deny lists intersect. Requests that a service makes for a member (`aws:ViaAWSService`) come from the service's address.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html
 */
export function suggestDeny(document: string): string | undefined {
  const parsed = v.safeParse(documentSchema, document);
  if (!parsed.success) return undefined;
  const { Statement, ...rest } = parsed.output;
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  const lists = new Map<
    string,
    { readonly scope: Readonly<Record<string, unknown>>; readonly values: Set<string> }
  >();
  const kept: Statement[] = [];
  for (const statement of statements) {
    const { statement: without, values } = takeAddressTests(statement);
    kept.push(without);
    if (values === undefined) continue;
    if (values.some((value) => !parseCidr(value).ok)) return undefined;
    const scope = Object.fromEntries(
      SCOPE.flatMap((name) => (name in statement ? [[name, statement[name]]] : [])),
    );
    const key = JSON.stringify(scope);
    const list = lists.get(key) ?? { scope, values: new Set() };
    lists.set(key, list);
    for (const value of values) list.values.add(value);
  }
  if (lists.size === 0) return undefined;
  const denies = Array.from(lists.values(), ({ scope, values }, index) => ({
    Sid: `DenyOutsideTheOffice${lists.size === 1 ? '' : index + 1}`,
    Effect: 'Deny',
    ...scope,
    Condition: { NotIpAddress: { 'aws:SourceIp': [...values] }, Bool: { 'aws:ViaAWSService': 'false' } },
  }));
  return JSON.stringify({ ...rest, Statement: [...kept, ...denies] }, undefined, 2);
}

/** An Allow without its tests of `aws:SourceIp` with `IpAddress`, and their values; `undefined` where there are none. */
function takeAddressTests(statement: Statement): {
  statement: Statement;
  values: readonly string[] | undefined;
} {
  const values: string[] = [];
  const { Condition, ...rest } = statement;
  const operators = Object.entries(Condition ?? {}).flatMap(([operator, tests]) => {
    const others = Object.entries(tests).filter(([key, value]) => {
      const list = v.safeParse(valuesSchema, value);
      if (!IP_ADDRESS.test(operator) || !SOURCE_IP.test(key) || !list.success) return true;
      values.push(...[list.output].flat());
      return false;
    });
    return others.length === 0 ? [] : [[operator, Object.fromEntries(others)] as const];
  });
  if (statement.Effect !== 'Allow' || values.length === 0) return { statement, values: undefined };
  const without = operators.length === 0 ? rest : { ...rest, Condition: Object.fromEntries(operators) };
  return { statement: without, values };
}
