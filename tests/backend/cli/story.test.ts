import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningTarget } from '../../contract/contract-case.ts';
import { localTargets } from '../../contract/targets.ts';
import { OFFICE_ONLY_DOCUMENT } from '../../sandbox/aws/seed.ts';
import { type Administrator, administrator, createPolicyAndBucket, saveDocument } from './administrator.ts';
import { type RunningServer, startServer } from './start-server.ts';

const STARTUP_MS = 4 * 60_000;
const TEST_MS = 60_000;
/** A step needs what the ones before it did. */
const IN_ORDER = { concurrent: false };
const HOME = '203.0.113.7';
const CAFE = '198.51.100.23';
const OFFICE = '123.123.123.123/32';

const newKeySchema = v.object({ key: v.string(), setupCode: v.string() });
const eventsSchema = v.object({
  events: v.array(v.looseObject({ event: v.string(), actor: v.optional(v.string()) })),
});

const targets = await localTargets();

// The targets run side by side: most of the time passes in other processes.
describe.each(targets)(
  'a new administrator, from an empty account on: $name',
  { timeout: TEST_MS, concurrent: true },
  ({ start }) => {
    let aws: RunningTarget;
    let server: RunningServer;
    let admin: Administrator;
    let key: string;

    const allow = (from: string, bearer = key) => server.call('POST', '/v1/leases', from, bearer);

    beforeAll(async () => {
      aws = await start();
      const seed = await createPolicyAndBucket(
        aws.endpoint,
        { policy: 'OfficeOnly', bucket: 'genkan-story' },
        OFFICE_ONLY_DOCUMENT,
      );
      const settings = { aws: aws.endpoint, ...seed };
      server = await startServer(administrator(settings).environment);
      admin = administrator({ ...settings, environment: { GENKAN_ENDPOINT_DUAL_STACK: server.endpoint } });
    }, STARTUP_MS);

    afterAll(async () => {
      await server?.close();
      await aws?.close();
    });

    test('init adopts the policy and changes no access', IN_ORDER, async () => {
      const out = await admin.genkan('init', '--yes');
      expect(out).toContain(OFFICE);
      expect(await admin.allowed()).toEqual([OFFICE]);
      expect(JSON.parse(await admin.genkan('baseline', 'show'))).toEqual(JSON.parse(OFFICE_ONLY_DOCUMENT));
    });

    test('a member is added, and gets a lease', IN_ORDER, async () => {
      const added = v.parse(
        newKeySchema,
        await admin.json('member', 'add', 'hanako', '--name', 'Hanako Sato'),
      );
      key = added.key;
      expect(added.setupCode).toMatch(/^genkan1_/);
      expect(await allow(HOME)).toMatchObject({ status: 201, body: { lease: { cidr: `${HOME}/32` } } });
      expect(await admin.allowed()).toEqual([OFFICE, `${HOME}/32`]);
      expect(await admin.json('lease', 'list')).toMatchObject({
        leases: [{ memberId: 'hanako', cidr: `${HOME}/32`, id: `hanako~${HOME}_32` }],
      });
    });

    test('the lease is revoked', IN_ORDER, async () => {
      await admin.genkan('lease', 'revoke', `hanako~${HOME}_32`);
      expect(await admin.allowed()).toEqual([OFFICE]);
      expect(await admin.genkan('lease', 'list')).toContain('no active leases');
    });

    test('the administrator grants the member a lease for an address', IN_ORDER, async () => {
      const out = await admin.genkan('lease', 'add', 'hanako', CAFE, '--minutes', '180', '--label', 'café');
      expect(out).toContain(`${CAFE}/32`);
      expect(await admin.allowed()).toEqual([OFFICE, `${CAFE}/32`]);
      expect(await admin.genkan('policy', 'show')).toContain(`${CAFE}/32`);
      expect(await admin.json('policy', 'diff')).toMatchObject({
        changes: [{ kind: 'added', what: `${CAFE}/32`, by: 'lease', leases: [{ memberId: 'hanako' }] }],
        drift: { added: [], removed: [], other: [] },
      });
    });

    test('the key is rotated without a gap', IN_ORDER, async ({ expect }) => {
      const next = v.parse(newKeySchema, await admin.json('member', 'rotate', 'hanako', '--keep-old', '24h'));
      expect(await allow(HOME, key)).toMatchObject({ status: 201 });
      // A server may cache a member's record for ten seconds; an unknown key makes it read the record again.
      await expect.poll(async () => (await allow(HOME, next.key)).status, { timeout: 20_000 }).toBe(200);
      key = next.key;
    });

    test('a reset keeps leases that outlive it and reverts an edit by hand', IN_ORDER, async () => {
      const edited = OFFICE_ONLY_DOCUMENT.replace(`"${OFFICE}"`, `"${OFFICE}", "192.0.2.1/32"`);
      await admin.genkan('baseline', 'set', await saveDocument(edited), '--yes');
      await admin.genkan('reset', '--yes');
      expect(await admin.allowed()).toContain('192.0.2.1/32');
      await admin.genkan('baseline', 'set', await saveDocument(OFFICE_ONLY_DOCUMENT), '--yes');
      const out = await admin.genkan('reset', '--yes');
      expect(out).toContain('192.0.2.1/32');
      expect(await admin.allowed()).not.toContain('192.0.2.1/32');
      expect(await admin.allowed()).toContain(OFFICE);
    });

    test('the member is removed, with all leases', IN_ORDER, async ({ expect }) => {
      await allow(HOME);
      expect(await admin.allowed()).toContain(`${HOME}/32`);
      const out = await admin.genkan('member', 'remove', 'hanako', '--yes');
      expect(out).toContain(`${HOME}/32`);
      expect(await admin.allowed()).toEqual([OFFICE]);
      expect(await admin.genkan('member', 'list')).not.toContain('hanako');
      await expect.poll(async () => (await allow(HOME)).status, { timeout: 20_000 }).toBe(401);
      expect(await admin.allowed()).toEqual([OFFICE]);
    });

    test('the audit events contain every change, and no key', IN_ORDER, async () => {
      const { events } = v.parse(eventsSchema, await admin.json('audit', '--since', '1h'));
      const told = new Set(events.map(({ event }) => event));
      for (const event of [
        'baseline_set',
        'member_added',
        'granted',
        'revoked',
        'member_rotated',
        'reset',
        'member_removed',
      ]) {
        expect(told).toContain(event);
      }
      expect(JSON.stringify(events)).not.toContain(key.slice(-20));
      for (const event of events.filter(({ event }) => /^member_|^baseline_/.test(event))) {
        expect(event.actor).toMatch(/^arn:aws:(iam|sts)::\d{12}:/);
      }
    });
  },
);
