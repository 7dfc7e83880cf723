import { expect, test } from 'vitest';
import { OFFICE_POLICY } from '../../testing/test-backend.ts';
import { openCli } from '../testing/open-cli.ts';

const edited = OFFICE_POLICY.replace('"123.123.123.123/32"', '"123.123.123.123/32", "192.0.2.1/32"');

test('with --json a command prints the reason for a question on standard error', async () => {
  const cli = await openCli();
  await cli.world.policy.createVersion(edited);
  expect(await cli.json('reset')).toMatchObject({ task: 'reset', versionBefore: 'v2', versionAfter: 'v3' });
  expect(cli.notes.join('\n')).toContain('- 192.0.2.1/32');
  expect(cli.questions).toEqual(['Reset the policy?']);
});

test('a reset that changes nothing reports that before the question', async () => {
  const cli = await openCli();
  await cli.world.call('POST', '/v1/leases', { key: await cli.world.join('hanako') });
  const words = await cli.run('reset');
  expect(words).toContain('a reset changes nothing');
  expect(words).toContain('The policy stays at v2.');
});

test('--to-baseline names the leases that will end', async () => {
  const cli = await openCli();
  await cli.world.call('POST', '/v1/leases', { key: await cli.world.join('hanako') });
  expect(await cli.run('reset', '--to-baseline')).toContain('- 203.0.113.7/32');
  expect(cli.world.policy.document()).not.toContain('203.0.113.7');
  expect(await cli.json('lease', 'list')).toEqual({ leases: [] });
});

test('policy diff names the member of a lease, and edits by hand', async () => {
  const cli = await openCli();
  await cli.world.call('POST', '/v1/leases', { key: await cli.world.join('hanako') });
  await cli.world.policy.createVersion(
    cli.world.policy.document().replace('"123.123.123.123/32"', '"192.0.2.1/32"'),
  );
  const words = await cli.run('policy', 'diff');
  expect(words).toMatch(/\+ +192\.0\.2\.1\/32 +hand/);
  expect(words).toMatch(/- +123\.123\.123\.123\/32 +hand/);
  expect(words).toMatch(/\+ +203\.0\.113\.7\/32 +hanako's lease until 2026-11-24 00:00 Asia\/Tokyo/);
  expect(words).toContain('2 changes were made by hand');
});

test('policy diff reports a lease that was removed by hand, and an ended lease that is still applied', async () => {
  const cli = await openCli();
  const key = await cli.world.join('hanako');
  await cli.world.call('POST', '/v1/leases', { key });
  await cli.world.policy.createVersion(OFFICE_POLICY);
  expect(await cli.run('policy', 'diff')).toContain(
    "hanako's lease for 203.0.113.7/32 is not in the live policy",
  );

  await cli.run('reconcile');
  cli.world.time.now += 7 * 3_600_000;
  expect(await cli.run('policy', 'diff')).toMatch(/203\.0\.113\.7\/32 +a lease that has ended/);
});

test('the same baseline once more is no change; another one is shown against the live policy too', async () => {
  const cli = await openCli();
  await cli.world.policy.createVersion(edited);
  expect(await cli.json('baseline', 'set', '--from-live')).toMatchObject({ changed: true });
  expect(cli.notes.join('\n')).toContain('The live policy is the same as the new baseline.');
  expect(await cli.json('baseline', 'set', '--from-live')).toEqual({ changed: false });
});

test('audit --jsonl prints one event per line', async () => {
  const cli = await openCli();
  const key = await cli.world.join('hanako');
  cli.world.time.now += 1_000;
  await cli.world.call('POST', '/v1/leases', { key });
  const lines = (await cli.run('audit', '--jsonl')).split('\n').map((line) => JSON.parse(line).event);
  expect(lines).toEqual(['member_added', 'granted']);
  cli.world.time.now += 2 * 3_600_000;
  expect(await cli.json('audit', '--since', '60m')).toEqual({ events: [] });
});

test('who is removed cannot come back on a server that has not yet forgotten the key', async () => {
  const cli = await openCli();
  const key = await cli.world.join('hanako');
  await cli.world.call('POST', '/v1/leases', { key });
  const sleep = cli.world.deps.clock.sleep;
  let isLate = false;
  // Some seconds after the removal began, a request arrives at a server that remembers the member's record.
  cli.world.deps.clock.sleep = async (milliseconds) => {
    if (!isLate && milliseconds === 1_000) {
      isLate = true;
      const { status } = await cli.world.call('POST', '/v1/leases', { key, from: '198.51.100.9' });
      expect(status).toBe(401);
    }
    await sleep(milliseconds);
  };
  expect(await cli.json('member', 'remove', 'hanako')).toMatchObject({
    endedLeases: ['203.0.113.7/32'],
  });
  expect(isLate).toBe(true);
  expect(cli.world.policy.document()).not.toMatch(/203\.0\.113\.7|198\.51\.100\.9/);
});

test('audit shows the newest events up to the limit and reports that there are more', async () => {
  const cli = await openCli();
  for (const id of ['aiko', 'hanako', 'taro']) {
    await cli.world.join(id);
    cli.world.time.now += 1_000;
  }
  expect(await cli.json('audit', '--limit', '2')).toMatchObject({
    events: [{ memberId: 'hanako' }, { memberId: 'taro' }],
    hasMore: true,
  });
  expect(cli.notes).toEqual([expect.stringContaining('Only the newest 2 events are shown')]);
  const lines = (await cli.run('audit', '--jsonl', '--limit', '1')).split('\n');
  expect(lines.map((line) => JSON.parse(line).memberId)).toEqual(['taro']);
  await cli.run('audit', '--limit', '3');
  expect(cli.notes).toEqual([]);
});
