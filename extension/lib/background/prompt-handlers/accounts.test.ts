import { beforeEach, describe, expect, test } from 'vitest';
import { loadSettings } from '../../settings/store.ts';
import { CONNECTION, createBackground, type TestBackground } from '../../testing/create-background.ts';
import { type FakeTarget, threeTargets } from '../../testing/fake-targets.ts';
import { scheduleEndNotice } from '../end-notice.ts';
import { allowNetwork } from '../page-handlers/allow-network.ts';
import { allowFromPrompt } from './allow-from-prompt.ts';
import { denialSeen } from './denial-seen.ts';
import { dismissed } from './dismissed.ts';
import { endFromPrompt } from './end-from-prompt.ts';
import { endsSoon } from './ends-soon.ts';
import { propagated } from './propagated.ts';
import { signInOpened } from './sign-in-opened.ts';

const CIDR = '203.0.113.7/32';
const DENIAL = 'is not authorized to perform: s3:ListAllMyBuckets with an explicit deny';
const denialOf = (accountId: string, policy = '') =>
  `User: arn:aws:iam::${accountId}:user/hanako ${DENIAL} in an identity-based policy${policy}`;
const PRODUCTION = '123456789012';
const STAGING = '210987654321';

let made: TestBackground;
let production: FakeTarget;
let staging: FakeTarget;
let development: FakeTarget;

beforeEach(async () => {
  made = await createBackground();
  [production, staging, development] = threeTargets();
  made.backend.targets.push(production, staging, development);
  // The connection has learnt its accounts.
  await look();
});

/** Asks the backend anew. */
async function look() {
  const { settings } = await loadSettings(made.environment.storage);
  const [connection = CONNECTION] = settings.connections;
  return made.background.statusCache.get(connection, { fresh: true });
}

const TAB = 1;
const seen = (accountId: string | undefined, tabId = TAB) =>
  denialSeen(
    made.background,
    {
      texts: [accountId === undefined ? `You are not authorized: ${DENIAL}` : denialOf(accountId)],
      page: accountId === undefined ? {} : { accountId },
    },
    { tabId, signIn: false },
  );
const allow = (tabId = TAB) => allowFromPrompt(made.background, tabId);
const retry = (tabId = TAB) => allowFromPrompt(made.background, tabId, { failedOnly: true });

describe('one connection and three accounts', () => {
  test('the connection remembers its accounts, and the policies of those that are not known now', async () => {
    staging.unknown = 'aws_unavailable';
    await look();
    const { settings } = await loadSettings(made.environment.storage);
    expect(settings.connections).toMatchObject([
      {
        targets: [
          { accountId: PRODUCTION },
          { name: 'Staging', accountId: STAGING, policyArn: `arn:aws:iam::${STAGING}:policy/OfficeOnly` },
          { id: 'development' },
        ],
      },
    ]);
  });

  test('a page of any of them prompts with its account, and the click allows the network in all of them', async () => {
    const view = await seen(STAGING);
    expect(view?.facts?.[0]).toEqual(['Account', `Staging\n${STAGING}`]);
    expect(view?.text.at(-1)).toBe('One click allows it in all your accounts.');
    expect(await allow()).toMatchObject({
      state: 'propagating',
      text: [expect.stringContaining('few seconds')],
    });
    expect(made.backend.grants).toEqual([{}]);
    expect([production, staging, development].every(({ allowed }) => allowed.has(CIDR))).toBe(true);
  });

  test('a page of an account that allows the network is silent, whatever the others do', async () => {
    production.allowed.add(CIDR);
    await look();
    expect(await seen(PRODUCTION)).toBeNull();
    expect(await seen(STAGING)).toMatchObject({ state: 'asking' });
  });

  test('a denial outweighs the "allowed" of a while ago in one account, though another one is denied', async () => {
    production.allowed.add(CIDR);
    await look();
    production.allowed.clear();
    made.environment.clock += 6_000;
    expect(await seen(PRODUCTION)).toMatchObject({ state: 'asking' });
  });

  test('a page of another account is none of our business', async () => {
    expect(await seen('999999999999')).toBeNull();
  });

  test('a page that names no account is about all of them', async () => {
    const view = await signInOpened(made.background, { page: {} }, TAB);
    expect(view?.facts?.[0]).toEqual(['Account', 'Production, Staging, Development']);
    expect(await allow()).toMatchObject({ state: 'propagating' });
    expect(await signInOpened(made.background, { page: {} }, 2)).toBeNull();
  });

  test('the policy that AWS names selects the account', async () => {
    production.allowed.add(CIDR);
    const texts = [denialOf(STAGING, `: arn:aws:iam::${STAGING}:policy/OfficeOnly`)];
    const view = await denialSeen(made.background, { texts, page: {} }, { tabId: TAB, signIn: false });
    expect(view?.facts?.[0]).toEqual(['Account', `Staging\n${STAGING}`]);
  });

  test('an account that cannot be asked is explained on its own pages only', async () => {
    staging.unknown = 'aws_unavailable';
    await look();
    expect(await seen(STAGING)).toMatchObject({
      state: 'problem',
      text: [expect.stringContaining('AWS did')],
    });
    expect(await seen(PRODUCTION, 2)).toMatchObject({ state: 'asking' });
  });

  test('a statement that a lease does not change is explained, not asked about', async () => {
    staging.isBlocked = true;
    await look();
    expect(await seen(STAGING)).toMatchObject({
      state: 'problem',
      text: [expect.stringContaining('Another statement')],
    });
    expect(made.backend.grants).toEqual([]);
  });

  test('the notice before the end is about the accounts that allow the network', async () => {
    staging.grantFault = 'busy';
    await seen(PRODUCTION);
    await allow();
    const end = made.backend.leases.get(CIDR)?.endsAt ?? 0;
    const network = await look();
    await scheduleEndNotice(made.environment, CONNECTION, network);
    expect(made.environment.alarms.get('access-ends-soon:one')).toBe(end - 15 * 60_000);
    made.environment.clock = end - 10 * 60_000;
    const page = { accountId: PRODUCTION };
    expect(await endsSoon(made.background, { page }, TAB)).toMatchObject({ state: 'ending' });
    expect(await endsSoon(made.background, { page: { accountId: STAGING } }, 2)).toBeNull();
  });
});

describe('a grant that does not reach one account', () => {
  beforeEach(() => {
    staging.grantFault = 'busy';
  });

  test('lets the page of another account recover, with a note and another try for the one', async () => {
    await seen(PRODUCTION);
    const view = await allow();
    expect(view).toMatchObject({ state: 'propagating', title: 'This network is allowed' });
    expect(view?.text.slice(1)).toEqual([
      'Allowed in 2 of 3 accounts.',
      'Staging: Another change is in progress. Try again in a few seconds.',
    ]);
    expect(view?.actions.map(({ id, label }) => [id, label])).toEqual([
      ['reload', 'Reload'],
      ['retry', 'Try again: Staging'],
      ['close', 'Close'],
    ]);
    // What is left to do does not go by itself.
    expect(await propagated(made.background, { texts: [] }, TAB)).toMatchObject({
      state: 'ready',
      text: ['Allowed in 2 of 3 accounts.', expect.stringMatching(/^Staging: /)],
      actions: [{ id: 'retry' }, { id: 'close' }],
    });
  });

  test('is said first on a page of that account', async () => {
    await seen(STAGING);
    expect(await allow()).toMatchObject({
      state: 'problem',
      title: 'This network could not be allowed in Staging',
      text: ['Another change is in progress. Try again in a few seconds.', 'Allowed in 2 of 3 accounts.'],
      actions: [{ id: 'retry', primary: true }, { id: 'notNow' }],
    });
  });

  test('is tried again for that account alone, by a click', async () => {
    await seen(STAGING);
    await allow();
    staging.grantFault = undefined;
    expect(await retry()).toMatchObject({ state: 'propagating', progress: { elapsed: 0 } });
    expect(made.backend.grants).toEqual([{}, { targets: ['staging'] }]);
    expect(staging.allowed.has(CIDR)).toBe(true);
  });

  test('fails again with the reason of the second try, and the others stay allowed', async () => {
    await seen(STAGING);
    await allow();
    staging.grantFault = 'iam_refused';
    expect(await retry()).toMatchObject({
      title: 'This network could not be allowed in Staging',
      text: [expect.stringContaining('AWS does not let Genkan'), 'Allowed in 2 of 3 accounts.'],
    });
    expect(await seen(PRODUCTION, 2)).toMatchObject({ state: 'propagating' });
  });

  test('is tried again on a page that works already without starting it anew', async () => {
    await seen(PRODUCTION);
    await allow();
    made.environment.clock += 4_000;
    staging.grantFault = undefined;
    expect(await retry()).toMatchObject({
      state: 'propagating',
      progress: { elapsed: 4_000 },
      text: [expect.stringContaining('few seconds')],
    });
    expect(await propagated(made.background, { texts: [] }, TAB)).toMatchObject({ state: 'done' });
  });

  test('is not asked about again, and never tried again by itself', async () => {
    await made.environment.storage.local.set('prompt', 'automatic');
    await seen(PRODUCTION);
    expect(made.backend.grants.length).toBe(1);
    for (const accountId of [STAGING, undefined, STAGING]) {
      made.environment.clock += 30_000;
      const view = await seen(accountId, 2);
      expect(view?.title ?? '').not.toMatch(/^AWS denies access from/);
    }
    expect(await seen(STAGING, 3)).toMatchObject({ title: 'This network could not be allowed in Staging' });
    expect(made.backend.grants.length).toBe(1);
  });

  test('is a possible cause of a denial on a page that names no account, and can be tried again there', async () => {
    await seen(undefined);
    expect((await allow())?.text).toContain('Allowed in 2 of 3 accounts.');
    made.environment.clock += 15_000;
    expect(await seen(undefined)).toMatchObject({
      state: 'explained',
      text: ['Allowed in 2 of 3 accounts.', expect.stringMatching(/^Staging: /), expect.any(String)],
      actions: [{ id: 'reload' }, { id: 'retry' }, { id: 'copy' }, { id: 'notNow' }],
    });
    staging.grantFault = undefined;
    expect(await retry()).toMatchObject({ state: 'propagating', progress: { elapsed: 0 } });
  });

  test('is not said of a denial on a page of another account', async () => {
    await seen(PRODUCTION);
    await allow();
    made.environment.clock += 15_000;
    expect(await seen(PRODUCTION)).toMatchObject({
      state: 'explained',
      text: [expect.stringContaining('probably one of these')],
      actions: [{ id: 'reload' }, { id: 'copy' }, { id: 'notNow' }],
    });
  });

  test('is a new cause on another network', async () => {
    await seen(STAGING);
    await allow();
    made.environment.clock += 11 * 60_000;
    made.backend.addresses['genkan.example.com'] = '198.51.100.9';
    expect(await seen(STAGING, 2)).toMatchObject({ title: 'AWS denies access from this network' });
  });

  test('needs no further click once the reconcile has served the account', async () => {
    await seen(PRODUCTION);
    await allow();
    staging.allowed.add(CIDR);
    made.environment.clock += 30_000;
    await look();
    expect(await retry()).toMatchObject({
      state: 'propagating',
      actions: [{ id: 'reload' }, { id: 'close' }],
    });
    expect(made.backend.grants.length).toBe(1);
  });

  test('keeps the end that the person chose when it is tried again', async () => {
    await allowNetwork(made.background, { minutes: 30 });
    made.environment.clock += 60_000;
    await seen(STAGING);
    staging.grantFault = undefined;
    await retry();
    expect(made.backend.grants).toEqual([{ minutes: 30 }, { targets: ['staging'], minutes: 29 }]);
  });

  test('does not offer another try where a statement denies the address', async () => {
    staging.grantFault = 'address_blocked';
    await seen(PRODUCTION);
    expect((await allow())?.actions.map(({ id }) => id)).toEqual(['reload', 'close']);
  });

  test('offers another try only to a tab whose prompt shows it', async () => {
    await seen(PRODUCTION);
    await allow();
    expect(await retry(7)).toBeNull();
    await dismissed(made.background, TAB);
    expect(await retry()).toBeNull();
    expect(made.backend.grants.length).toBe(1);
  });

  test('shows the other tabs of each account what holds there', async () => {
    await seen(STAGING, 2);
    await seen(STAGING);
    await seen('333333333333', 3);
    await allow();
    expect(made.environment.shown).toMatchObject([{ tabId: 3, view: { state: 'propagating' } }]);
  });

  test('is reached by all accounts failing as today', async () => {
    for (const target of [production, staging, development]) target.grantFault = 'policy_full';
    await seen(PRODUCTION);
    expect(await allow()).toMatchObject({
      title: 'This network could not be allowed',
      actions: [{ id: 'allow' }, { id: 'notNow' }],
    });
  });
});

/** Holds grants back until they are released. */
function holdGrants(): () => void {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { fetch } = made.environment;
  Object.assign(made.environment, {
    fetch: async (...request: Parameters<typeof fetch>) => {
      if (request[1]?.method === 'POST') await released;
      return fetch(...request);
    },
  });
  return release;
}

test('another try that is under way is shown to a page that is loaded meanwhile', async () => {
  staging.grantFault = 'busy';
  await seen(STAGING);
  await allow();
  const release = holdGrants();
  const click = retry();
  await expect.poll(() => made.background.tabs.get(TAB)).toMatchObject({ phase: 'allowing' });
  expect(await seen(STAGING)).toMatchObject({ state: 'allowing' });
  release();
  expect(await click).toMatchObject({ title: 'This network could not be allowed in Staging' });
});

test('access that does not end in one account is told by its name', async () => {
  await seen(PRODUCTION);
  const release = holdGrants();
  const click = allow();
  await expect.poll(() => made.background.tabs.get(TAB)).toMatchObject({ phase: 'allowing' });
  await dismissed(made.background, TAB, { whileAllowing: true });
  release();
  expect(await click).toMatchObject({ title: 'This network was allowed' });
  staging.endFault = 'busy';
  expect(await endFromPrompt(made.background, TAB)).toMatchObject({
    text: [expect.stringMatching(/^Access has not ended yet in Staging\./)],
  });
});
