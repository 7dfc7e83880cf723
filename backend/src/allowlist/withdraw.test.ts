import { parseCidr } from '@genkan/shared/address';
import { leaseKey } from '@genkan/shared/lease';
import { expect, test } from 'vitest';
import { writeApplied } from '../store/applied.ts';
import { putLease } from '../store/leases.ts';
import { createWorld, HOME, NOON, OFFICE_POLICY } from '../testing/world.ts';
import { withdraw } from './withdraw.ts';

async function worldWithTwoRecords(acknowledged: 'the former' | 'the later') {
  const world = await createWorld();
  const cidr = parseCidr(HOME);
  if (!cidr.ok) throw new Error(cidr.reason);
  const former = { memberId: 'aki', cidr: cidr.value, at: NOON - 20, endsAt: NOON + 60_000 };
  const later = { ...former, at: NOON - 10, endsAt: NOON + 180_000 };
  await putLease(world.objects, former);
  await putLease(world.objects, later);
  const active = [leaseKey(acknowledged === 'the later' ? later : former)];
  const note = {
    version: 'v2',
    document: OFFICE_POLICY,
    createdAt: NOON,
    active,
    ended: [],
    leftOut: [],
    fits: 9,
  };
  await writeApplied(world.objects, note, undefined);
  return { world, later };
}

test('a refused renewal gives the former record back its say', async () => {
  const { world, later } = await worldWithTwoRecords('the former');
  await withdraw(world.deps, later, 'request');
  expect(await world.objects.get(leaseKey(later))).toBeUndefined();
});

test('a record that another request was told of stays, though its own request is refused', async () => {
  const { world, later } = await worldWithTwoRecords('the later');
  await withdraw(world.deps, later, 'request');
  expect(await world.objects.get(leaseKey(later))).toBeDefined();
});
