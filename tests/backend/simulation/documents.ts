import type { Random } from './random.ts';

/** The office: what the baseline names. */
export const OFFICE = ['203.0.113.10/32', '203.0.113.128/25', '2001:db8:ffff::/48'];

/** An office that is opened in the course of a run, where a member has worked before. */
export const NEW_OFFICE = '198.51.100.3/32';

/** Where members work from; two of them are IPv6 hosts in one network. */
export const NETWORKS = [
  '198.51.100.1',
  '198.51.100.2',
  '198.51.100.3',
  '198.51.100.4',
  '192.0.2.77',
  '2001:db8:a::1',
  '2001:db8:a::2',
  '2001:db8:b::1',
];

/** What people put into the policy by hand: one is also a network that members come from. */
export const BY_HAND = ['192.0.2.200/32', '192.0.2.128/26', '2001:db8:c::/64', '198.51.100.4/32'];

type Shape = (entries: readonly string[]) => Record<string, unknown>;

const notFrom = (entries: readonly string[], key = 'aws:SourceIp') => ({ NotIpAddress: { [key]: entries } });

/** Policies as they stand in real accounts, each with a different thing that an edit must not touch. */
const SHAPES: readonly Shape[] = [
  (entries) => ({
    Version: '2012-10-17',
    Statement: [{ Sid: '', Effect: 'Deny', Action: '*', Resource: '*', Condition: notFrom(entries) }],
  }),
  (entries) => ({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      NotAction: ['iam:ChangePassword', 'sts:*'],
      Resource: '*',
      Condition: { ...notFrom(entries, 'AWS:SourceIP'), Bool: { 'aws:ViaAWSService': 'false' } },
    },
  }),
  (entries) => ({
    Version: '2012-10-17',
    Id: 'office',
    Statement: [
      {
        Sid: 'Reports',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::reports/*',
        Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      },
      { Sid: 'Fence', Effect: 'Deny', Action: '*', Resource: '*', Condition: notFrom(entries) },
      { Sid: 'Second', Effect: 'Deny', Action: 'ec2:*', Resource: '*', Condition: notFrom(entries) },
    ],
  }),
];

/** A policy's shape and spelling, chosen once per run; its lists are filled in as needed. */
export function policyWriter(
  random: Random,
  fill?: { readonly office: readonly string[]; readonly size: number },
): (entries: readonly string[]) => string {
  const shape = random.pick(SHAPES);
  const indent = random.chance(0.5) ? 2 : 0;
  const write = (entries: readonly string[], filler: string) => {
    const document = JSON.stringify(shape(entries), null, indent);
    if (fill === undefined) return document;
    const resource = `arn:aws:s3:::reports/${filler}`;
    return addStatement(document, 'Filler', { Action: 's3:GetObject', Resource: resource }, indent);
  };
  const missing = fill === undefined ? 0 : fill.size - sizeOf(write(fill.office, ''));
  const filler = 'x'.repeat(Math.max(0, missing));
  return (entries) => write(entries, filler);
}

/** Characters that are not white space: what IAM counts. */
export function sizeOf(document: string): number {
  return document.replace(/\s/g, '').length;
}

type List = { readonly get: () => string[]; readonly set: (entries: readonly string[]) => void };

/** Changes the lists of a document as a person with the console's editor would. */
export function editLists(document: string, edit: (entries: readonly string[]) => readonly string[]): string {
  const lists: List[] = [];
  const policy: unknown = JSON.parse(document, function (this: Record<string, unknown>, key, value: unknown) {
    if (key !== 'NotIpAddress' || typeof value !== 'object' || value === null) return value;
    for (const [name, entries] of Object.entries(value)) {
      lists.push({
        get: () => (Array.isArray(entries) ? entries.map(String) : [String(entries)]),
        set: (changed) => Object.assign(value, { [name]: changed }),
      });
    }
    return value;
  });
  for (const list of lists) list.set(edit(list.get()));
  return JSON.stringify(policy, null, 2);
}

/** Adds a statement that has nothing to do with addresses. */
export function addStatement(
  document: string,
  sid: string,
  statement: Record<string, unknown> = { Action: 'sts:GetCallerIdentity', Resource: '*' },
  indent = 2,
): string {
  const policy: { Statement: unknown } = JSON.parse(document);
  const statements: unknown[] = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  policy.Statement = [...statements, { Sid: sid, Effect: 'Allow', ...statement }];
  return JSON.stringify(policy, null, indent);
}
