import { BlockList } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crowdedCidr } from '../../testing/address-arbitrary.ts';
import { cidr } from '../../testing/given.ts';
import { anyLeases, anyPolicies, fill } from '../../testing/policy-arbitrary.ts';
import { type Address, contains, formatAddress, formatCidr } from '../address.ts';
import { explainAccess, renderGrant } from '../render.ts';

const anyAddress = crowdedCidr.map(({ family, value }): Address => ({ family, value }));
const anySituation = fc.record({ policies: anyPolicies, active: anyLeases, address: anyAddress });

/** Node's own judgement of whether a list holds an address. */
function nodeMatches(entries: readonly string[], address: Address): boolean {
  const list = new BlockList();
  const type = address.family === 4 ? 'ipv4' : 'ipv6';
  for (const entry of entries) {
    const { family, prefix, value } = cidr(entry);
    if (family === address.family) list.addSubnet(formatAddress({ family, value }), prefix, type);
  }
  return list.check(formatAddress(address), type);
}

function explain({ policies: { skeleton, live, baseline }, active, address }: Situation) {
  const answer = explainAccess({
    live: fill(skeleton, live),
    baseline: fill(skeleton, baseline),
    active,
    address,
  });
  return answer.ok ? answer.access : expect.fail(answer.reason);
}

type Situation = typeof anySituation extends fc.Arbitrary<infer T> ? T : never;

test('an address is let in exactly when every list holds it', () => {
  fc.assert(
    fc.property(anySituation, (situation) => {
      const expected = situation.policies.live.every(({ entries }) =>
        nodeMatches(entries, situation.address),
      );
      expect(explain(situation).allowed).toBe(expected);
    }),
    { numRuns: 300 },
  );
});

test('the entry that is named holds the address, and is what it is said to be', () => {
  fc.assert(
    fc.property(anySituation, (situation) => {
      const access = explain(situation);
      fc.pre(access.allowed);
      const { live, baseline } = situation.policies;
      const isNamed = (text: string, index: number) =>
        (baseline[index]?.entries ?? []).map((entry) => formatCidr(cidr(entry))).includes(text);
      const text = formatCidr(cidr(access.entry));
      const ends = situation.active
        .filter((lease) => formatCidr(lease.cidr) === text)
        .map(({ endsAt }) => endsAt);
      expect(nodeMatches([access.entry], situation.address)).toBe(true);
      expect(live.some(({ entries }) => entries.includes(access.entry))).toBe(true);
      if (access.by === 'lease') expect(access.until).toBe(Math.max(...ends));
      else expect(access.until).toBeUndefined();
      if (access.by === 'manual') expect(ends).toEqual([]);
      if (access.by === 'baseline') {
        const passes = live.every(({ entries }, index) =>
          entries.some(
            (entry) =>
              contains(cidr(entry), {
                ...situation.address,
                prefix: situation.address.family === 4 ? 32 : 128,
              }) && isNamed(formatCidr(cidr(entry)), index),
          ),
        );
        expect(passes).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('a rendered lease allows its address at least until it ends', () => {
  fc.assert(
    fc.property(anyPolicies, anyLeases, ({ skeleton, live, baseline }, active) => {
      const pristine = fill(skeleton, baseline);
      const rendered = renderGrant({ live: fill(skeleton, live), baseline: pristine, active, ended: [] });
      if (!rendered.ok) return expect.fail(rendered.reason);
      for (const lease of active) {
        const answer = explainAccess({
          live: rendered.document,
          baseline: pristine,
          active,
          address: lease.cidr,
        });
        expect(answer).toMatchObject({ ok: true, access: { allowed: true } });
      }
    }),
  );
});
