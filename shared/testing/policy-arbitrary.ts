import fc from 'fast-check';
import { type Cidr, formatCidr } from '../src/address.ts';
import { crowdedCidr } from './address-arbitrary.ts';

/** The value of one allowlist's condition key, as text and as what it holds. */
export interface List {
  readonly text: string;
  readonly entries: readonly string[];
}

/** A policy with holes where the lists of its allowlists stand: `parts[0]`, list, `parts[1]`, list, …, last part. */
export interface Skeleton {
  readonly parts: readonly string[];
}

/** The document with these lists in its holes. */
export function fill({ parts }: Skeleton, lists: readonly List[]): string {
  return parts.map((part, index) => part + (lists[index]?.text ?? '')).join('');
}

/**
 * The lists of a document that should differ from the skeleton in nothing else; `undefined` when it differs elsewhere. It
 * depends on the skeleton only and not on the code under test.
 */
export function listsIn({ parts }: Skeleton, document: string): readonly List[] | undefined {
  const lists: List[] = [];
  let rest = document;
  for (const [index, part] of parts.entries()) {
    if (!rest.startsWith(part)) return undefined;
    rest = rest.slice(part.length);
    if (index === parts.length - 1) break;
    const text = /^(?:"[^"]*"|\[[^\]]*\])/.exec(rest)?.[0];
    if (text === undefined) return undefined;
    rest = rest.slice(text.length);
    const value: unknown = JSON.parse(text);
    lists.push({ text, entries: (Array.isArray(value) ? value : [value]).map(String) });
  }
  return rest === '' ? lists : undefined;
}

const space = fc.constantFrom('', '', ' ', '\n', '\n      ', '\t', '\r\n  ');

/** A JSON string literal for the text, sometimes with an escape that says the same. */
function literal(text: string): fc.Arbitrary<string> {
  const plain = JSON.stringify(text);
  const first = text.charCodeAt(0).toString(16).padStart(4, '0');
  return fc.constantFrom(plain, plain, `"\\u${first}${plain.slice(2)}`, plain.replaceAll('/', '\\/'));
}

/** An entry for the block, spelled canonically or in another way that means the same. */
function spelling(cidr: Cidr): fc.Arbitrary<string> {
  const canonical = formatCidr(cidr);
  const alone = cidr.prefix === (cidr.family === 4 ? 32 : 128);
  const hostBits = cidr.family === 4 && cidr.prefix <= 24 ? canonical.replace('.0/', '.5/') : canonical;
  return fc.constantFrom(
    canonical,
    canonical.toUpperCase(),
    hostBits,
    alone ? (canonical.split('/')[0] ?? '') : canonical,
  );
}

const anyEntry = crowdedCidr.chain(spelling);

export const anyList: fc.Arbitrary<List> = fc
  .record({ entries: fc.array(anyEntry, { minLength: 1, maxLength: 6 }), bare: fc.boolean() })
  .chain(({ entries, bare }) =>
    fc.record({
      entries: fc.constant(entries),
      literals: fc.tuple(...entries.map(literal)),
      spaces: fc.array(space, { minLength: entries.length * 2, maxLength: entries.length * 2 }),
      bare: fc.constant(bare && entries.length === 1),
    }),
  )
  .map(({ entries, literals, spaces, bare }) => ({
    entries,
    text: bare
      ? literals.join('')
      : `[${literals.map((text, index) => spaces[index * 2] + text + spaces[index * 2 + 1]).join(',')}]`,
  }));

/** Raw JSON that a rewrite through `JSON.parse` would not give back. */
const rawValue = fc.constantFrom(
  '"s3:*"',
  '["s3:*" , "ec2:*"]',
  '{"2": 1, "1":2}',
  '1.50e+0',
  '"\\u0041\\/"',
  '{ }',
  '[]',
  'null',
);

const allowlistOperator = fc.constantFrom(
  'NotIpAddress',
  'NotIpAddressIfExists',
  'ForAnyValue:NotIpAddress',
  'ForAllValues:NotIpAddress',
  'notipaddress',
);
const allowlistKey = fc.constantFrom('aws:SourceIp', 'aws:sourceip', 'AWS:SourceIP');

/** Members of an object, already as text, with white space around them. A `HOLE` stands where a list goes. */
const HOLE = '\u0000';

function object(members: readonly string[], spaces: readonly string[]): string {
  const space = (index: number) => spaces[index % spaces.length] ?? '';
  return `{${members.map((member, index) => space(index) + member + space(index + 1)).join(',')}}`;
}

const anyStatement = fc
  .record({
    isAllowlist: fc.boolean(),
    isDenied: fc.boolean(),
    operator: allowlistOperator,
    key: allowlistKey,
    sid: fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined }),
    extra: rawValue,
    spaces: fc.array(space, { minLength: 5, maxLength: 5 }),
    beside: fc.boolean(),
    order: fc.boolean(),
  })
  .map((shape) => (number: number, forceAllowlist: boolean) => {
    const isAllowlist = shape.isAllowlist || forceAllowlist;
    const test = `"${shape.key}"${shape.spaces[0]}:${shape.spaces[1]}${HOLE}`;
    const operator = isAllowlist
      ? `"${shape.operator}":${object([test, ...(shape.beside ? ['"aws:x":"y"'] : [])], shape.spaces)}`
      : '"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}';
    const conditions = [operator, `"Bool":${shape.extra}`];
    const members = [
      ...(shape.sid === undefined ? [] : [`"Sid":"s${number}-${shape.sid}"`]),
      `"Effect":${isAllowlist || shape.isDenied ? '"Deny"' : '"Allow"'}`,
      `"Resource":"r${number}"`,
      `"Action":${shape.extra}`,
      `"Condition": ${object(shape.order ? conditions : conditions.reverse(), shape.spaces)}`,
    ];
    return object(shape.order ? members : members.reverse(), shape.spaces);
  });

/** A policy of one to four statements, at least one of them an allowlist; no two statements are the same. */
export const anySkeleton: fc.Arbitrary<Skeleton> = fc
  .record({
    statements: fc.array(anyStatement, { minLength: 1, maxLength: 4 }),
    spaces: fc.array(space, { minLength: 3, maxLength: 3 }),
    alone: fc.boolean(),
    version: fc.boolean(),
  })
  .map(({ statements, spaces, alone, version }) => {
    const texts = statements.map((text, index) => text(index, index === 0));
    const statement = alone && texts.length === 1 ? texts.join('') : `[${texts.join(`,${spaces[0]}`)}]`;
    const members = [...(version ? ['"Version":"2012-10-17"'] : []), `"Statement" :${statement}`];
    return { parts: `${spaces[1]}${object(members, spaces)}${spaces[2]}`.split(HOLE) };
  });

/** A policy with two fillings: what is live, and its baseline. */
export const anyPolicies = anySkeleton.chain((skeleton) => {
  const holes = skeleton.parts.length - 1;
  const lists = fc.array(anyList, { minLength: holes, maxLength: holes });
  return fc.record({ skeleton: fc.constant(skeleton), live: lists, baseline: lists });
});

/** Active leases, with ties and members who share a block. */
export const anyLeases = fc.array(
  fc.record({
    cidr: crowdedCidr,
    at: fc.integer({ min: 0, max: 5 }),
    endsAt: fc.integer({ min: 10, max: 20 }),
  }),
  { maxLength: 8 },
);

export const anyEnded = fc.array(crowdedCidr, { maxLength: 6 });
