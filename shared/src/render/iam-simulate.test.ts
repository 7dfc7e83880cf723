import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crowdedCidr } from '../../testing/address-arbitrary.ts';
import { cidr, lease } from '../../testing/given.ts';
import { anyEnded, anyLeases } from '../../testing/policy-arbitrary.ts';
import { type CaseDocument, type PolicyCase, readCases } from '../../testing/policy-case.ts';
import { simulateIam } from '../../testing/simulate-iam.ts';
import { type Cidr, contains, formatAddress, formatCidr } from '../address.ts';
import { readPolicy } from '../policy.ts';
import { renderGrant } from '../render.ts';

/** Documents that IAM would refuse (made to try spellings), or that meet a known fault of the judge. */
const NOT_SIMULATED = new Set([
  'lists/odd-spelling.json',
  'lists/odd-list.json',
  'covered/covered-by-everything.json',
  'ended/both-ways.json',
  'ended/lease-ends-twice.json',
]);

const bits = ({ family }: Cidr) => (family === 4 ? 32 : 128);
const alone = (value: bigint, like: Cidr): Cidr => ({ family: like.family, value, prefix: bits(like) });

/** The first and the last address of a block, and those just outside it. */
function edges(block: Cidr) {
  const last = block.value + (1n << BigInt(bits(block) - block.prefix)) - 1n;
  return {
    inside: [alone(block.value, block), alone(last, block)],
    outside: [alone(block.value - 1n, block), alone(last + 1n, block)],
  };
}

const FAR_AWAY = ['8.8.8.8', '192.0.2.200', '2600::1'].map(cidr);
const text = (document: CaseDocument) =>
  Array.isArray(document) ? document.join('\n') : JSON.stringify(document, null, 2);

async function verdicts(document: string, address: Cidr): Promise<readonly string[]> {
  return simulateIam(document, formatAddress(address));
}

/** iam-simulate agrees: added addresses are allowed, removed ones denied, and all others are decided as before. */
async function expectJudgeToAgree(
  before: string,
  after: string,
  changed: { readonly active: readonly Cidr[]; readonly left: readonly Cidr[] },
) {
  const touched = [...changed.active, ...changed.left];
  for (const block of changed.active) {
    for (const address of edges(block).inside) {
      expect(new Set(await verdicts(after, address)), formatCidr(address)).toEqual(new Set(['Allowed']));
    }
  }
  for (const block of changed.left) {
    for (const address of edges(block).inside) {
      if (changed.active.some((other) => contains(other, address))) continue;
      expect(await verdicts(after, address), formatCidr(address)).toContain('ExplicitlyDenied');
    }
  }
  for (const address of [...touched.flatMap((block) => edges(block).outside), ...FAR_AWAY]) {
    if (touched.some((block) => contains(block, address))) continue;
    expect(await verdicts(after, address), formatCidr(address)).toEqual(await verdicts(before, address));
  }
}

describe('an edited policy document', () => {
  const edited = readCases(new URL('../../cases/', import.meta.url)).filter(
    ([file, { verdict, change }]) =>
      verdict === 'edited' && change.sids === undefined && !NOT_SIMULATED.has(file),
  );

  test.each(edited)('%s', async (_, { before, change, omitted }: PolicyCase) => {
    const result = renderGrant({
      live: text(before),
      baseline: text(change.baseline ?? before),
      active: change.active.map((block, index) => lease(block, index)),
      ended: change.ended.map(cidr),
      limit: change.limit,
    });
    if (!result.ok) return expect.fail(result.reason);
    const active = change.active.filter((block) => !omitted.includes(block)).map(cidr);
    const isActive = (block: Cidr) => active.some((other) => formatCidr(other) === formatCidr(block));
    const left = result.removed.map(cidr).filter((block) => !isActive(block));
    await expectJudgeToAgree(text(before), result.document, { active, left });
    // iam-simulate saw a difference: an address was denied before, or is denied now.
    const moved = [...result.added.map(cidr), ...left].map((block) => alone(block.value, block));
    const differs = await Promise.all(
      moved.map(async (address) => {
        const [was, is] = [await verdicts(text(before), address), await verdicts(result.document, address)];
        return JSON.stringify(was) !== JSON.stringify(is);
      }),
    );
    expect(differs).toContain(true);
  });
});

/** A valid policy with one to three allowlists among other statements. */
const anyValidPolicy = fc
  .array(
    fc.record({
      operator: fc.constantFrom('NotIpAddress', 'NotIpAddressIfExists', 'ForAnyValue:NotIpAddress'),
      key: fc.constantFrom('aws:SourceIp', 'aws:sourceip'),
      entries: fc.array(crowdedCidr.map(formatCidr), { minLength: 1, maxLength: 4 }),
      bare: fc.boolean(),
      via: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((allowlists) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        ...allowlists.map(({ operator, key, entries, bare, via }, index) => ({
          Sid: `Office${index}`,
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: {
            [operator]: { [key]: bare && entries.length === 1 ? entries[0] : entries },
            ...(via ? { Bool: { 'aws:ViaAWSService': 'false' } } : {}),
          },
        })),
        { Sid: 'NoBilling', Effect: 'Deny', Action: 'aws-portal:*', Resource: '*' },
      ],
    }),
  );

test('for any policy and any leases iam-simulate agrees', async () => {
  await fc.assert(
    fc.asyncProperty(anyValidPolicy, anyLeases, anyEnded, async (live, leases, ended) => {
      const baseline = live;
      const result = renderGrant({ live, baseline, active: leases, ended });
      if (!result.ok) return expect.fail(result.reason);
      expect(readPolicy(result.document).ok).toBe(true);
      await expectJudgeToAgree(live, result.document, { active: leases.map((each) => each.cidr), left: [] });
    }),
    { numRuns: 15 },
  );
}, 60_000);
