/** A backend that follows the contract. For tests. */
import { PROBLEM_TYPE_PREFIX, PROBLEMS, type ProblemCode } from '@genkan/shared/contract';

export const POLICY_ARN = 'arn:aws:iam::123456789012:policy/OfficeOnly';
export const ENDPOINT = 'https://genkan.example.com';
export const KEY = `genkan_hanako.${'A'.repeat(43)}`;

export interface FakeBackend {
  readonly fetch: typeof fetch;
  /** `METHOD url` of everything asked, in order. */
  readonly asked: string[];
  /** Address per host; a host without one cannot be reached. */
  readonly addresses: Record<string, string>;
  /** Leases by CIDR. */
  readonly leases: Map<string, { grantedAt: number; endsAt: number }>;
  /** CIDRs of the team's own list. */
  readonly baseline: Set<string>;
  /** CIDRs that another statement of the policy denies. */
  readonly blocked: Set<string>;
  endpoints: { ipv4?: string; dualStack?: string };
  fault: ProblemCode | (() => Response | Promise<Response>) | undefined;
}

export function createFakeBackend(now: () => number): FakeBackend {
  const backend: FakeBackend = {
    asked: [],
    addresses: { 'genkan.example.com': '203.0.113.7' },
    leases: new Map(),
    baseline: new Set(),
    blocked: new Set(),
    endpoints: {},
    fault: undefined,
    fetch: async (input, init) => {
      const url = new URL(String(input));
      const method = init?.method ?? 'GET';
      backend.asked.push(`${method} ${url.href}`);
      const address = backend.addresses[url.hostname];
      if (address === undefined) throw new TypeError('Failed to fetch');
      if (typeof backend.fault === 'function') return backend.fault();
      if (backend.fault !== undefined) return problemResponse(backend.fault);
      const cidr = `${address}/${address.includes(':') ? 64 : 32}`;
      if (url.pathname === '/v1/me') return Response.json(me(cidr, address));
      if (method === 'POST') {
        backend.leases.set(cidr, { grantedAt: now(), endsAt: now() + 8 * 3600_000 });
        return Response.json({ outcome: 'granted', lease: lease(cidr), policy: policy() }, { status: 201 });
      }
      if (method === 'DELETE') {
        backend.leases.clear();
        return new Response(null, { status: 204 });
      }
      return Response.json({ leases: [...backend.leases.keys()].map(lease) });
    },
  };

  const policy = () => ({ arn: POLICY_ARN, version: 'v2' });

  function lease(cidr: string) {
    const times = backend.leases.get(cidr);
    return {
      id: `hanako~${cidr.replace('/', '_')}`,
      cidr,
      grantedAt: new Date(times?.grantedAt ?? 0).toISOString(),
      endsAt: new Date(times?.endsAt ?? 0).toISOString(),
    };
  }

  function me(cidr: string, address: string) {
    const mine = backend.leases.get(cidr);
    return {
      member: { id: 'hanako', name: 'Hanako' },
      address,
      cidr,
      access: backend.blocked.has(cidr)
        ? { allowed: false, blockedBy: { statement: 2, sid: 'Blocked' } }
        : backend.baseline.has(cidr)
          ? { allowed: true, by: 'baseline', entry: cidr }
          : mine
            ? { allowed: true, by: 'lease', entry: cidr, until: new Date(mine.endsAt).toISOString() }
            : { allowed: false },
      ...(mine ? { lease: lease(cidr) } : {}),
      policy: policy(),
      accountId: '123456789012',
      nextReset: new Date(now() + 8 * 3600_000).toISOString(),
      timeZone: 'Asia/Tokyo',
      endpoints: backend.endpoints,
      limits: { maxMinutes: 720, maxLeases: 6 },
      now: new Date(now()).toISOString(),
    };
  }

  return backend;
}

export function problemResponse(code: ProblemCode, headers: Record<string, string> = {}): Response {
  const { status, title } = PROBLEMS[code];
  const body = { type: PROBLEM_TYPE_PREFIX + code, code, title, status, detail: 'Detail.', requestId: 'r-1' };
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json', ...headers } });
}
