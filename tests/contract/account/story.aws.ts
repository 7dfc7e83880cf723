import { runTask } from '@genkan/backend/tasks/run-task';
import { createLeaseResponseSchema, meResponseSchema } from '@genkan/shared/contract';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import { openClients, readAccount } from './account.ts';
import { accountContext } from './account-context.ts';
import { createTeam, SETTLE } from './team.ts';

const account = readAccount(process.env);
const clients = openClients(account);
const team = () => createTeam(accountContext(clients, account), account);

const OFFICE = '123.123.123.123/32';
const HOME = '203.0.113.7';
const MINUTE = 60_000;

afterAll(() => clients.destroy());

/** Every test has a team of its own, so that one that is run again starts afresh. */
describe("Genkan's story", () => {
  test('a member is let in, renews, and ends the lease', async () => {
    const { process, allowed } = await team();
    const { join, call } = process();
    const key = await join('hanako');
    const me = v.parse(meResponseSchema, (await call('GET', '/v1/me', { key, from: HOME })).body);
    expect(me).toMatchObject({
      cidr: `${HOME}/32`,
      access: { allowed: false },
      accountId: account.accountId,
    });

    const granted = await call('POST', '/v1/leases', { key, from: HOME });
    expect(granted.status).toBe(201);
    const { outcome } = v.parse(createLeaseResponseSchema, granted.body);
    expect(outcome).toBe('granted');
    await expect.poll(allowed, SETTLE).toEqual([OFFICE, `${HOME}/32`]);
    expect((await call('POST', '/v1/leases', { key, from: HOME })).status).toBe(200);

    expect((await call('DELETE', `/v1/leases/hanako~${HOME}_32`, { key })).status).toBe(204);
    await expect.poll(allowed, SETTLE).toEqual([OFFICE]);
  });

  test('eight members click at once, on four processes, and all who are told so are in', async () => {
    const { process, allowed, versions } = await team();
    const processes = [process(), process(), process(), process()];
    const members = Array.from({ length: 8 }, (_, index) => ({
      id: `member-${index}`,
      from: `198.51.100.${index + 1}`,
    }));
    const [first] = processes;
    const keys = new Map<string, string>();
    for (const { id } of members) if (first) keys.set(id, await first.join(id));
    const answers = await Promise.all(
      members.map(async ({ id, from }, index) => {
        const client = processes[index % processes.length];
        const answer = await client?.call('POST', '/v1/leases', { key: keys.get(id) ?? '', from });
        return { from, status: answer?.status };
      }),
    );
    // A writer that waited too long may be told to come again; it is never told that it is in when it is not.
    const told = answers.filter(({ status }) => status === 201).map(({ from }) => `${from}/32`);
    expect(answers.filter(({ status }) => status !== 201 && status !== 503)).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
    await expect.poll(allowed, SETTLE).toEqual(expect.arrayContaining([OFFICE, ...told]));
    expect((await versions()).length).toBeLessThanOrEqual(5);
  });

  test('a lease that has ended leaves with the next reconcile', async () => {
    const { deps, process, allowed } = await team();
    const { join, call } = process();
    const key = await join('hanako');
    expect((await call('POST', '/v1/leases', { key, from: HOME, body: { minutes: 1 } })).status).toBe(201);
    await expect.poll(allowed, SETTLE).toContain(`${HOME}/32`);
    const later = { ...deps.clock, now: () => Date.now() + 2 * MINUTE };
    await runTask({ ...deps, clock: later }, { task: 'reconcile' });
    await expect.poll(allowed, SETTLE).toEqual([OFFICE]);
  });

  test('an edit by hand survives a grant, and the reset takes it back', async () => {
    const { deps, process, allowed, versions } = await team();
    const edited = (await deps.policies.getVersion('v1')).replace(
      `"${OFFICE}"`,
      `"${OFFICE}", "192.0.2.1/32"`,
    );
    await deps.policies.createVersion(edited);
    await expect.poll(allowed, SETTLE).toContain('192.0.2.1/32');
    const { join, call } = process();
    const key = await join('hanako');
    expect((await call('POST', '/v1/leases', { key, from: HOME })).status).toBe(201);
    await expect.poll(allowed, SETTLE).toEqual([OFFICE, '192.0.2.1/32', `${HOME}/32`]);

    const report = await runTask(deps, { task: 'reset', toBaseline: true });
    expect(report).toMatchObject({ task: 'reset', drift: { added: ['192.0.2.1/32'] } });
    await expect.poll(allowed, SETTLE).toEqual([OFFICE]);
    const slots = await versions();
    expect(slots.length).toBeLessThanOrEqual(5);
    expect(slots.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });
});
