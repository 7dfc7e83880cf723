/** Several accounts of a fake backend. For tests. */
import type { ProblemCode } from '@genkan/shared/contract';
import * as v from 'valibot';
import { problemOf, problemResponse } from './fake-problem.ts';

export interface FakeTarget {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  /** CIDRs that its policy allows. */
  readonly allowed: Set<string>;
  /** CIDRs of its own list: they need no lease. */
  readonly baseline: Set<string>;
  /** What a grant fails with here. */
  grantFault?: ProblemCode | undefined;
  /** What the end of a lease fails with here. */
  endFault?: ProblemCode | undefined;
  /** Why its status is not known. */
  unknown?: ProblemCode | undefined;
  /** Another statement of its policy denies every address. */
  isBlocked?: boolean;
}

/** Production, in the account of the fake backend's own policy, Staging and Development; none of them allows anything. */
export function threeTargets(): [FakeTarget, FakeTarget, FakeTarget] {
  const target = (id: string, name: string, accountId: string): FakeTarget => ({
    id,
    name,
    accountId,
    allowed: new Set(),
    baseline: new Set(),
  });
  return [
    target('production', 'Production', '123456789012'),
    target('staging', 'Staging', '210987654321'),
    target('development', 'Development', '333333333333'),
  ];
}

interface Needs {
  readonly targets: readonly FakeTarget[];
  readonly leases: Map<string, { grantedAt: number; endsAt: number }>;
}

interface FakeLease {
  readonly endsAt: string;
}

const wantedSchema = v.object({ targets: v.optional(v.array(v.string())), minutes: v.optional(v.number()) });

export function policyOf({ accountId }: Pick<FakeTarget, 'accountId'>) {
  return { arn: `arn:aws:iam::${accountId}:policy/OfficeOnly`, version: 'v2' };
}

export function createFakeTargets(
  backend: Needs,
  { now, lease }: { readonly now: () => number; readonly lease: (cidr: string) => FakeLease },
) {
  const named = ({ id, name, accountId }: FakeTarget) => ({ id, name, accountId });

  function accessOf(target: FakeTarget, cidr: string) {
    if (target.isBlocked) return { allowed: false, blockedBy: { statement: 2, sid: 'Blocked' } };
    if (target.baseline.has(cidr)) return { allowed: true, by: 'baseline', entry: cidr };
    if (!target.allowed.has(cidr)) return { allowed: false };
    return backend.leases.has(cidr)
      ? { allowed: true, by: 'lease', entry: cidr, until: lease(cidr).endsAt }
      : { allowed: true, by: 'manual', entry: cidr };
  }

  return {
    /** What `GET /v1/me` reports of them, instead of what it reports of one policy. */
    entries(cidr: string) {
      const held = backend.leases.has(cidr) ? { lease: lease(cidr) } : {};
      const all = backend.targets.map((target) =>
        target.unknown
          ? { ...named(target), status: 'unknown', problem: problemOf(target.unknown) }
          : {
              ...named(target),
              status: 'known',
              access: accessOf(target, cidr),
              ...held,
              policy: policyOf(target),
            },
      );
      const first = backend.targets.find(({ unknown }) => unknown === undefined);
      return {
        targets: all,
        ...held,
        ...(first
          ? { access: accessOf(first, cidr), accountId: first.accountId, policy: policyOf(first) }
          : {}),
      };
    },

    grant(cidr: string, body: unknown): Response {
      const { targets: ids, minutes } = v.parse(wantedSchema, body);
      const asked = backend.targets.filter(({ id }) => ids === undefined || ids.includes(id));
      const reached = asked.filter(({ grantFault }) => grantFault === undefined);
      const [first] = reached;
      if (!first) return problemResponse(asked[0]?.grantFault ?? 'invalid_request');
      const end = minutes === undefined ? 8 * 3600_000 : minutes * 60_000;
      backend.leases.set(cidr, { grantedAt: now(), endsAt: now() + end });
      for (const target of reached) target.allowed.add(cidr);
      const granted = (target: FakeTarget) =>
        target.baseline.has(cidr)
          ? { outcome: 'covered', entry: cidr, policy: policyOf(target) }
          : { outcome: 'granted', lease: lease(cidr), policy: policyOf(target) };
      const results = asked.map((target) => ({
        ...named(target),
        ...(target.grantFault
          ? { outcome: 'failed', problem: problemOf(target.grantFault) }
          : granted(target)),
      }));
      return Response.json({ ...granted(first), targets: results }, { status: 201 });
    },

    end(): Response {
      for (const target of backend.targets) if (!target.endFault) target.allowed.clear();
      const results = backend.targets.map((target) => ({
        ...named(target),
        ...(target.endFault
          ? { outcome: 'failed', problem: problemOf(target.endFault) }
          : { outcome: 'ended' }),
      }));
      if (results.every(({ outcome }) => outcome === 'ended')) return new Response(null, { status: 204 });
      return Response.json({ targets: results });
    },
  };
}
