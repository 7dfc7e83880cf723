import { parseAddress } from '@genkan/shared/address';
import { expect, test } from 'vitest';
import { addMember } from '../admin/members/add-member.ts';
import { grant } from '../leases/grant.ts';
import { runTask } from '../tasks/run-task.ts';
import { createTestBackend, HOME } from '../testing/test-backend.ts';
import { nameActor } from './name-actor.ts';

const ADMINISTRATOR = 'arn:aws:sts::123456789012:assumed-role/Admin/hanako';
const request = { id: 'taro', name: 'Taro', endpoint: 'https://genkan.example.com' };

/** A command line's dependencies, and the events that it leaves. */
async function openAs(findActor: () => Promise<string>) {
  const world = await createTestBackend();
  const deps = { ...world.deps, objects: nameActor(world.objects, findActor) };
  return {
    deps,
    async events() {
      const keys = await world.objects.list('audit/');
      return keys.map((key) => JSON.parse(world.objects.objects.get(key)?.body ?? ''));
    },
  };
}

test('every event of a process names the person behind it, who is looked up once', async () => {
  let asked = 0;
  const { deps, events } = await openAs(async () => {
    asked++;
    return ADMINISTRATOR;
  });
  const { member } = await addMember(deps, request);
  const address = parseAddress(HOME);
  if (!address.ok) throw new TypeError(address.reason);
  await grant(deps, { member, address: address.value, minutes: 1, requestId: 'r' });
  deps.clock.sleep(1000);
  await runTask(deps, { task: 'reset', toBaseline: true });
  const written = await events();
  expect(new Set(written.map(({ event }) => event))).toEqual(
    new Set(['member_added', 'granted', 'reset', 'revoked']),
  );
  for (const event of written) expect(event.actor).toBe(ADMINISTRATOR);
  expect(asked).toBe(1);
});

test('an event is written without a name when AWS does not return one', async () => {
  const { deps, events } = await openAs(async () => {
    throw new Error('STS did not answer');
  });
  await addMember(deps, request);
  expect(await events()).toMatchObject([
    { event: 'member_added', memberId: 'taro', actor: 'unknown: Error: STS did not answer' },
  ]);
});

test('the actor is not looked up when nothing is written', async () => {
  const { deps } = await openAs(() => expect.fail('asked'));
  expect(await deps.objects.get('baseline.json')).toBeDefined();
});
