import { expect, test } from 'vitest';
import { runDoctor } from '../admin/doctor/doctor.ts';
import { listActiveLeases } from '../admin/members/list-active-leases.ts';
import { audit } from '../audit/audit.ts';
import { readNewest, streamTrail } from '../audit/audit-trail.ts';
import { openCli } from '../cli/testing/open-cli.ts';
import { putLease } from '../store/leases.ts';
import { listMembers, readMember, writeMember } from '../store/member-store.ts';
import { createTestBackend, NOON, type TestBackend } from '../testing/test-backend.ts';

/** Counts how many requests are on their way at once, and takes a while for each. */
function count(world: TestBackend) {
  const counted = { most: 0, gets: 0 };
  let underway = 0;
  const { get, put } = world.objects;
  const slow =
    <Args extends readonly unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args) => {
      counted.most = Math.max(counted.most, ++underway);
      await new Promise((resolve) => setImmediate(resolve));
      return call(...args).finally(() => underway--);
    };
  const slowGet = slow(get);
  world.objects.get = (key) => {
    counted.gets++;
    return slowGet(key);
  };
  world.objects.put = slow(put);
  return counted;
}

async function withMembers(world: TestBackend, members: number): Promise<void> {
  await world.join('m-0');
  const { member } = await readMember(world.objects, 'm-0');
  for (let n = 1; n < members; n++) await writeMember(world.objects, { ...member, id: `m-${n}` });
}

test('1,500 members are listed, and examined by the doctor, with few requests at once', async () => {
  const cli = await openCli();
  await withMembers(cli.world, 1500);
  const counted = count(cli.world);
  expect((await listMembers(cli.world.objects)).members).toHaveLength(1500);
  const explain = String;
  const findings = await runDoctor(cli.world.deps, { account: cli.account, endpoints: {}, explain });
  expect(findings).toContainEqual(expect.objectContaining({ message: 'There are 1500 members.' }));
  expect(counted.most).toBeLessThanOrEqual(50);
});

test('200 leases of one member are listed with their labels, and ended, with few requests at once', async () => {
  const cli = await openCli({ config: { maxLeases: 200 } });
  const key = await cli.world.join('hanako');
  for (let n = 0; n < 200; n++) {
    const cidr = { family: 4, value: BigInt(0x05000000 + n), prefix: 32 } as const;
    await putLease(
      cli.world.objects,
      { memberId: 'hanako', cidr, at: NOON, endsAt: NOON + 3_600_000 },
      { label: `${n}` },
    );
  }
  const counted = count(cli.world);
  expect(await listActiveLeases(cli.world.deps)).toHaveLength(200);
  cli.world.deps.memory.labels.clear();
  expect((await cli.world.call('GET', '/v1/leases', { key })).status).toBe(200);
  expect(await cli.json('member', 'disable', 'hanako')).toMatchObject({ disabled: true });
  expect(counted.most).toBeLessThanOrEqual(50);
});

async function withEvents(events: number): Promise<TestBackend> {
  const world = await createTestBackend();
  for (let n = 0; n < events; n++) {
    world.time.now = NOON + n * 60_000;
    await audit(world.deps, { event: 'granted', memberId: n % 10 === 0 ? 'taro' : 'hanako', reason: `${n}` });
  }
  return world;
}

test('the trail is read in order, with few requests at once, and only the objects of the range', async () => {
  const world = await withEvents(600);
  const counted = count(world);
  const range = { since: NOON + 100 * 60_000, until: NOON + 399 * 60_000 };
  const reasons: unknown[] = [];
  for await (const event of streamTrail(world.objects, range)) reasons.push(event['reason']);
  expect(reasons).toEqual(Array.from({ length: 300 }, (_, n) => `${n + 100}`));
  expect(counted).toEqual({ most: expect.any(Number), gets: 300 });
  expect(counted.most).toBeLessThanOrEqual(50);
});

test('the newest events are read from the end, until there are enough', async () => {
  const world = await withEvents(1000);
  const counted = count(world);
  const range = { since: NOON, until: NOON + 86_400_000 };
  const newest = await readNewest(world.objects, range, { limit: 5 });
  expect(newest.events.map((event) => event['reason'])).toEqual(['995', '996', '997', '998', '999']);
  expect(newest.hasMore).toBe(true);
  expect(counted.gets).toBeLessThan(500);
  const mine = await readNewest(world.objects, range, {
    limit: 100,
    matches: (event) => event['memberId'] === 'taro',
  });
  expect(mine.events).toHaveLength(100);
  expect(mine.hasMore).toBe(false);
});
