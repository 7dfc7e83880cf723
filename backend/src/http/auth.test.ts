import { Buffer } from 'node:buffer';
import { expect, test, vi } from 'vitest';
import { hashSecret, memberStoreKey, parseMember } from '../store/members.ts';
import { createTestBackend } from '../testing/test-backend.ts';

async function edit(
  world: Awaited<ReturnType<typeof createTestBackend>>,
  change: (member: NonNullable<ReturnType<typeof parseMember>>) => object,
) {
  const stored = await world.objects.get(memberStoreKey('hanako'));
  const member = parseMember(stored?.body);
  if (!member) throw new Error('hanako has no record');
  await world.objects.put(memberStoreKey('hanako'), JSON.stringify({ ...member, ...change(member) }));
  world.time.now += 10_000;
}

const stranger = `Bearer genkan_nobody.${'A'.repeat(43)}`;
const wrong = `Bearer genkan_hanako.${'A'.repeat(43)}`;

test('unknown, wrong, malformed, disabled and missing keys get the same response', async () => {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  const answers = [];
  for (const offered of [stranger, wrong, 'Bearer nonsense', 'Basic abc', key.slice(0, -1), undefined]) {
    answers.push(await world.call('GET', '/v1/me', offered === undefined ? {} : { key: offered }));
  }
  await edit(world, () => ({ disabled: true }));
  answers.push(await world.call('GET', '/v1/me', { key }));
  const texts = answers.map(({ body }) => JSON.stringify({ ...Object(body), requestId: '' }));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
  expect(new Set(texts).size).toBe(1);
  expect(answers[0]?.headers.get('www-authenticate')).toBe('Bearer');
});

test('nothing is written for an unknown key', async () => {
  const world = await createTestBackend();
  const before = [...world.objects.objects.keys()];
  await world.call('POST', '/v1/leases', { key: stranger });
  await world.call('DELETE', '/v1/leases/hanako~203.0.113.7_32', { key: stranger });
  expect([...world.objects.objects.keys()]).toEqual(before);
});

test('after a rotation the old key works until its time, the new one at once', async () => {
  const world = await createTestBackend();
  const old = await world.join('hanako');
  const secret = new Uint8Array(32).fill(7);
  const fresh = `Bearer genkan_hanako.${Buffer.from(secret).toString('base64url')}`;
  await edit(world, ({ keys, created }) => ({
    keys: [
      ...keys.map((key) => ({ ...key, expires: new Date(world.time.now + 60_000).toISOString() })),
      { hash: hashSecret(secret), created },
    ],
  }));
  const status = async (key: string) => (await world.call('GET', '/v1/me', { key })).status;
  expect([await status(old), await status(fresh)]).toEqual([200, 200]);
  world.time.now += 60_000;
  expect([await status(old), await status(fresh)]).toEqual([401, 200]);
});

test('a key made anew while the old record is remembered works within a second', async () => {
  const world = await createTestBackend();
  const old = await world.join('hanako');
  const fresh = `Bearer genkan_hanako.${Buffer.from(new Uint8Array(32).fill(7)).toString('base64url')}`;
  const status = async (key: string) => (await world.call('GET', '/v1/me', { key })).status;
  expect([await status(old), await status(fresh)]).toEqual([200, 401]);
  const stored = parseMember((await world.objects.get(memberStoreKey('hanako')))?.body);
  const hash = hashSecret(new Uint8Array(32).fill(7));
  const keys = [...(stored?.keys ?? []), { hash, created: stored?.created }];
  await world.objects.put(memberStoreKey('hanako'), JSON.stringify({ ...stored, keys }));
  world.time.now += 1000;
  expect([await status(old), await status(fresh)]).toEqual([200, 200]);
});

test('keys that are refused cause one read a second at most', async () => {
  const world = await createTestBackend();
  await world.join('hanako');
  const get = vi.spyOn(world.objects, 'get');
  for (const [key, id] of [
    [wrong, 'hanako'],
    [stranger, 'nobody'],
  ] as const) {
    for (let call = 0; call < 5; call += 1) await world.call('GET', '/v1/me', { key });
    expect(get.mock.calls.filter(([name]) => name === memberStoreKey(id))).toHaveLength(1);
    world.time.now += 1000;
    await world.call('GET', '/v1/me', { key });
    expect(get.mock.calls.filter(([name]) => name === memberStoreKey(id))).toHaveLength(2);
  }
});

test('a key is rejected when its member record is broken or belongs to another member', async () => {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  await edit(world, () => ({ id: 'taro' }));
  expect((await world.call('GET', '/v1/me', { key })).status).toBe(401);
  await world.objects.put(memberStoreKey('hanako'), '{');
  world.time.now += 10_000;
  expect((await world.call('GET', '/v1/me', { key })).status).toBe(401);
});
