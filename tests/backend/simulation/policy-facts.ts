/**
 * What the oracle reads out of a policy document. Deliberately not Genkan's own reader: an error there must not hide
 * itself here.
 */
export interface PolicyFacts {
  /** The canonical CIDRs of each fence, in the order of the statements. */
  readonly fences: readonly ReadonlySet<string>[];
  /** The CIDRs of at least one list. */
  readonly anywhere: ReadonlySet<string>;
  /** The document without the lists, as canonical text: must survive every edit. */
  readonly rest: string;
  /** Characters that are not white space. */
  readonly size: number;
}

const known = new Map<string, PolicyFacts | undefined>();

/** `undefined` when the text is no policy with at least one fence, or a fence is empty. */
export function policyFacts(document: string): PolicyFacts | undefined {
  const before = known.get(document);
  if (before !== undefined || known.has(document)) return before;
  if (known.size > 5000) known.clear();
  const facts = readFacts(document);
  known.set(document, facts);
  return facts;
}

function readFacts(document: string): PolicyFacts | undefined {
  const fences: Set<string>[] = [];
  let policy: unknown;
  try {
    policy = JSON.parse(document);
  } catch {
    return undefined;
  }
  const statements = field(policy, 'Statement');
  for (const statement of Array.isArray(statements) ? statements : [statements]) {
    if (field(statement, 'Effect') !== 'Deny') continue;
    const condition = field(statement, 'Condition');
    if (!isRecord(condition)) continue;
    for (const [operator, keys] of Object.entries(condition)) {
      if (!/NotIpAddress(IfExists)?$/.test(operator) || !isRecord(keys)) continue;
      for (const [key, value] of Object.entries(keys)) {
        if (key.toLowerCase() !== 'aws:sourceip') continue;
        const entries: unknown[] = Array.isArray(value) ? value : [value];
        fences.push(new Set(entries.map((entry) => canonicalCidr(String(entry)))));
        keys[key] = '(the list)';
      }
    }
  }
  if (fences.length === 0 || fences.some((fence) => fence.size === 0)) return undefined;
  return {
    fences,
    anywhere: new Set(fences.flatMap((fence) => [...fence])),
    rest: JSON.stringify(policy),
    size: document.replace(/\s/g, '').length,
  };
}

/** A canonical CIDR as people write it. */
export function readable(canonicalText: string): string {
  const [family, value, prefix] = parts(canonicalText);
  if (family === 4)
    return `${[24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.')}/${prefix}`;
  const digits = value.toString(16).padStart(32, '0');
  return `${(digits.match(/.{4}/g) ?? []).join(':').replace(/(:0000)+$/, '::')}/${prefix}`;
}

/** How many characters a document would grow by, at most, if the CIDR came into every list that does not cover it. */
export function growthOf(facts: PolicyFacts, cidr: string): number {
  const spelled = readable(cidr).replace(/\b0+(?=[0-9a-f])/g, '');
  // Quotes and a comma come with it, and brackets where a single string becomes a list.
  const size = spelled.length + 5;
  const lacking = facts.fences.filter((fence) => ![...fence].some((entry) => contains(entry, cidr)));
  return lacking.length * size;
}

/** Whether a CIDR is in every list: only then does its address pass. */
export function letsIn(facts: PolicyFacts, cidr: string): boolean {
  return facts.fences.every((fence) => fence.has(cidr));
}

/** Whether every list has an entry that contains the CIDR. */
export function covers(facts: PolicyFacts, cidr: string): boolean {
  return facts.fences.every((fence) => [...fence].some((entry) => contains(entry, cidr)));
}

function contains(outer: string, inner: string): boolean {
  const [family, value, prefix] = parts(outer);
  const [otherFamily, otherValue, otherPrefix] = parts(inner);
  if (family !== otherFamily || prefix > otherPrefix) return false;
  const host = BigInt((family === 4 ? 32 : 128) - prefix);
  return value >> host === otherValue >> host;
}

function parts(canonicalText: string): [family: number, value: bigint, prefix: number] {
  const [family = '', value = '', prefix = ''] = canonicalText.split(/[:/]/);
  return [Number(family), BigInt(`0x${value}`), Number(prefix)];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function field(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

const canonical = new Map<string, string>();

/** One spelling for each CIDR: `4:<hex>/<prefix>` or `6:<hex>/<prefix>`, host bits cleared. */
export function canonicalCidr(text: string): string {
  const before = canonical.get(text);
  if (before !== undefined) return before;
  const [address = '', prefixText] = text.split('/');
  const family = address.includes(':') ? 6 : 4;
  const bits = family === 4 ? 32 : 128;
  const prefix = prefixText === undefined ? bits : Number(prefixText);
  const groups = family === 4 ? address.split('.').map(Number) : ipv6Groups(address);
  const width = family === 4 ? 8n : 16n;
  const value = groups.reduce((sum, group) => (sum << width) | BigInt(group), 0n);
  const host = BigInt(bits - prefix);
  const result = `${family}:${((value >> host) << host).toString(16)}/${prefix}`;
  canonical.set(text, result);
  return result;
}

function ipv6Groups(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(zeros).fill('0'), ...right].map((group) => Number.parseInt(group, 16));
}
