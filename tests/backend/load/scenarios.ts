import { runTask } from '@genkan/backend/tasks/run-task';
import { expect } from 'vitest';
import { canonicalCidr, policyFacts } from '../simulation/policy-facts.ts';
import type { Cloud } from './cloud.ts';

/** What the backend does on any S3 and IAM that keeps the contract. */
export interface Scenario {
  readonly name: string;
  run(cloud: Cloud): Promise<void>;
}

const LEASES = '/v1/leases';

/** The canonical CIDRs of the default version. */
async function live(cloud: Cloud): Promise<ReadonlySet<string>> {
  const facts = policyFacts(await cloud.liveDocument());
  if (facts === undefined) throw new Error('The live policy has no fence.');
  return facts.anywhere;
}

const host = (address: string) => canonicalCidr(`${address}/32`);
const OFFICE = host('123.123.123.123');

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a lease is granted, renewed and ended',
    async run(cloud) {
      const key = await cloud.join('hanako');
      const process = cloud.startProcess();
      const press = { method: 'POST', path: LEASES, from: '203.0.113.7', key };
      expect((await process.request(press)).status).toBe(201);
      expect(await live(cloud)).toEqual(new Set([OFFICE, host('203.0.113.7')]));
      expect((await process.request(press)).status).toBe(200);
      const end = { method: 'DELETE', path: `${LEASES}/hanako~203.0.113.7_32`, from: '203.0.113.7', key };
      expect((await process.request(end)).status).toBe(204);
      expect(await live(cloud)).toEqual(new Set([OFFICE]));
    },
  },
  {
    name: 'an IPv6 address is let in with its network',
    async run(cloud) {
      const key = await cloud.join('hanako');
      const press = { method: 'POST', path: LEASES, from: '2001:db8:1:2::3', key };
      expect((await cloud.startProcess().request(press)).status).toBe(201);
      expect(await live(cloud)).toEqual(new Set([OFFICE, canonicalCidr('2001:db8:1:2::/64')]));
    },
  },
  {
    name: 'twelve members on four processes are all let in at once, in at most five versions',
    async run(cloud) {
      const addresses = Array.from({ length: 12 }, (_, n) => `203.0.113.${n + 1}`);
      const keys = await Promise.all(addresses.map((_, n) => cloud.join(`m${n}`)));
      const processes = Array.from({ length: 4 }, () => cloud.startProcess());
      const responses = await Promise.all(
        addresses.map((from, n) =>
          processes[n % processes.length]?.request({
            method: 'POST',
            path: LEASES,
            from,
            key: keys[n] ?? '',
          }),
        ),
      );
      expect(responses.map((response) => response?.status)).toEqual(addresses.map(() => 201));
      expect(await live(cloud)).toEqual(new Set([OFFICE, ...addresses.map(host)]));
      expect((await cloud.policies.listVersions()).length).toBeLessThanOrEqual(5);
    },
  },
  {
    name: 'a sixth version takes the slot of the oldest, never of the default',
    async run(cloud) {
      const original = await cloud.liveDocument();
      for (let count = 2; count <= 5; count += 1) await cloud.policies.createVersion(original);
      const key = await cloud.join('hanako');
      const press = { method: 'POST', path: LEASES, from: '203.0.113.7', key };
      expect((await cloud.startProcess().request(press)).status).toBe(201);
      const versions = await cloud.policies.listVersions();
      expect(versions.map(({ id }) => id)).not.toContain('v1');
      expect(versions.find(({ isDefault }) => isDefault)?.id).toBe('v6');
    },
  },
  {
    name: 'an entry made by hand survives grants and goes with the reset, which keeps leases that outlive it',
    async run(cloud) {
      const key = await cloud.join('hanako');
      const original = await cloud.liveDocument();
      const byHand = '198.51.100.9';
      await cloud.policies.createVersion(original.replace('"123.', `"${byHand}/32", "123.`));
      const process = cloud.startProcess();
      const press = { method: 'POST', path: LEASES, from: '203.0.113.7', key };
      expect((await process.request(press)).status).toBe(201);
      expect(await live(cloud)).toEqual(new Set([OFFICE, host(byHand), host('203.0.113.7')]));
      await runTask(process.deps, { task: 'reset' });
      expect(await live(cloud)).toEqual(new Set([OFFICE, host('203.0.113.7')]));
    },
  },
  {
    name: 'a lease that has ended leaves with the next reconcile',
    async run(cloud) {
      const key = await cloud.join('hanako');
      const process = cloud.startProcess();
      const press = { method: 'POST', path: LEASES, from: '203.0.113.7', key, body: '{"minutes":1}' };
      expect((await process.request(press)).status).toBe(201);
      await runTask(cloud.startProcess({ ahead: 61_000 }).deps, { task: 'reconcile' });
      expect(await live(cloud)).toEqual(new Set([OFFICE]));
    },
  },
  {
    name: 'the lock of a writer that died is taken over when its time is up',
    async run(cloud) {
      const key = await cloud.join('hanako');
      const takenAt = Date.now() - 60_000;
      await cloud.objects.put('state/writer.lock', JSON.stringify({ holder: 'dead', takenAt }));
      const press = { method: 'POST', path: LEASES, from: '203.0.113.7', key };
      expect((await cloud.startProcess().request(press)).status).toBe(201);
      expect(await live(cloud)).toEqual(new Set([OFFICE, host('203.0.113.7')]));
    },
  },
  {
    name: 'without a baseline the reset fails and changes nothing',
    async run(cloud) {
      const before = await cloud.policies.listVersions();
      await cloud.objects.delete('baseline.json');
      await expect(runTask(cloud.startProcess().deps, { task: 'reset' })).rejects.toThrow(/baseline/);
      expect(await cloud.policies.listVersions()).toEqual(before);
    },
  },
];
