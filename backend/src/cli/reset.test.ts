import { describe, expect, test } from 'vitest';
import { HOME, OFFICE_POLICY } from '../testing/test-backend.ts';
import { openCli } from './testing/open-cli.ts';

const MANUAL = '192.0.2.1/32';

/** A member has a lease, and an administrator has added an address by hand. */
async function openLeasedAndEdited() {
  const cli = await openCli();
  await cli.world.call('POST', '/v1/leases', { key: await cli.world.join('hanako') });
  const live = cli.world.policy.document();
  await cli.world.policy.createVersion(live.replace(`"${HOME}/32"`, `"${HOME}/32", "${MANUAL}"`));
  return cli;
}

describe('genkan reset', () => {
  test('a reset reverts edits by hand and keeps active leases', async () => {
    const cli = await openLeasedAndEdited();
    const said = await cli.run('reset');
    expect(said).toContain(MANUAL);
    expect(said).not.toContain(HOME);
    expect(cli.questions).toEqual(['Reset the policy?']);
    expect(cli.world.policy.document()).toContain(HOME);
    expect(cli.world.policy.document()).not.toContain(MANUAL);
  });

  test('--to-baseline shows that the leases go too, and ends them for good', async () => {
    const cli = await openLeasedAndEdited();
    const said = await cli.run('reset', '--to-baseline');
    expect(said).toContain(MANUAL);
    expect(said).toContain(`${HOME}/32`);
    expect(cli.questions).toEqual(['Reset the policy and end every lease?']);
    expect(JSON.parse(cli.world.policy.document())).toEqual(JSON.parse(OFFICE_POLICY));
    expect(await cli.json('lease', 'list')).toMatchObject({ leases: [] });
    await cli.run('reconcile');
    expect(cli.world.policy.document()).not.toContain(HOME);
    expect(await cli.run('reset', '--to-baseline')).toContain('The live policy is the baseline');
  });

  test('--to-baseline asks for a confirmation, and without it ends no lease', async () => {
    const cli = await openLeasedAndEdited();
    cli.answers.yes = false;
    await expect(cli.run('reset', '--to-baseline')).rejects.toThrow('Nothing was changed.');
    expect(cli.world.policy.document()).toContain(HOME);
    expect(cli.world.policy.document()).toContain(MANUAL);
  });

  test('--to-baseline --json prints JSON alone', async () => {
    const cli = await openLeasedAndEdited();
    expect(await cli.json('reset', '--to-baseline', '--yes')).toMatchObject({
      task: 'reset',
      change: { removed: expect.arrayContaining([MANUAL, `${HOME}/32`]) },
    });
  });
});
