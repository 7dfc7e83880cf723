import { createMemory } from '@genkan/backend/deps';
import { reconcile as runReconcile } from '@genkan/backend/tasks/reconcile';
import { createTestBackend } from '@genkan/backend/testing/test-backend';
import { parseCidr } from '@genkan/shared/address';
import { leaseKey } from '@genkan/shared/lease';
import { type Figure, rounds } from '../harness/figure.ts';
import { median } from '../harness/sample.ts';
import { spread } from '../harness/text.ts';

const RECORDS = 50_000;
const MEMBERS = 50;
/** Renewals of one lease, as a script leaves them when no reconcile has run for a long time. */
const RENEWALS = 500;
const HOUR_MS = 3_600_000;

/** A bucket with so many lease records: half are renewals of few leases, half are leases of their own. */
async function createCrowdedWorld() {
  const world = await createTestBackend();
  const now = world.time.now;
  for (let member = 0; member < MEMBERS; member += 1) {
    await world.join(`m${member}`);
    for (let n = 0; n < RECORDS / MEMBERS; n += 1) {
      const cidr = parseCidr(n < RENEWALS ? `52.0.0.${member}` : `52.${member}.${n >> 8}.${n & 255}`);
      if (!cidr.ok) throw new RangeError(cidr.reason);
      const at = now - HOUR_MS - (RECORDS - n) * 1000;
      const record = { memberId: `m${member}`, cidr: cidr.value, at, endsAt: at + 20 * HOUR_MS };
      await world.objects.put(leaseKey(record), '{}');
    }
  }
  return world;
}

/** One reconcile over more lease records than a team leaves in a month. */
export const reconcile: Figure = {
  name: 'reconcile',
  async measure(options) {
    const samples: number[] = [];
    for (let round = 0; round < rounds(options, 5); round += 1) {
      const world = await createCrowdedWorld();
      const start = process.threadCpuUsage();
      await runReconcile({ ...world.deps, memory: createMemory() });
      const { user, system } = process.threadCpuUsage(start);
      samples.push((user + system) / 1000);
    }
    return [
      {
        figure: `reconcile ${RECORDS.toLocaleString('en')} lease records`,
        ours: spread(samples, 'ms'),
        checks: [{ unit: 'ms', value: median(samples), limit: 2000 }],
        note: 'listing, resolving, rendering and choosing what to delete, on a bucket in memory; processor time. Includes the calls of the bucket in memory.',
      },
    ];
  },
};
