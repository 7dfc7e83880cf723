/** A backend that follows the contract. For tests. */
import type { ProblemCode } from '@genkan/shared/contract';
import { problemResponse } from './fake-problem.ts';
import { createFakeTargets, type FakeTarget } from './fake-targets.ts';

export const POLICY_ARN = 'arn:aws:iam::123456789012:policy/OfficeOnly';
export const ENDPOINT = 'https://genkan.example.com';
export const KEY = `genkan_hanako.${'A'.repeat(43)}`;

export interface FakeBackend {
  readonly fetch: typeof fetch;
  /** `METHOD url` of everything asked, in order. */
  readonly asked: string[];
  /** The bodies of the grants, in order. */
  readonly grants: unknown[];
  /** The member's accounts where there are several; none: the deployment has one policy. */
  readonly targets: FakeTarget[];
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
    grants: [],
    targets: [],
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
        const body: unknown = JSON.parse(String(init?.body ?? '{}'));
        backend.grants.push(body);
        if (backend.targets.length > 0) return targets.grant(cidr, body);
        backend.leases.set(cidr, { grantedAt: now(), endsAt: now() + 8 * 3600_000 });
        return Response.json({ outcome: 'granted', lease: lease(cidr), policy: policy() }, { status: 201 });
      }
      if (method === 'DELETE') {
        backend.leases.clear();
        if (backend.targets.length > 0) return targets.end();
        return new Response(null, { status: 204 });
      }
      return Response.json({ leases: [...backend.leases.keys()].map(lease) });
    },
  };

  const targets = createFakeTargets(backend, { now, lease });
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
      ...(backend.targets.length > 0 ? targets.entries(cidr) : {}),
    };
  }

  return backend;
}
