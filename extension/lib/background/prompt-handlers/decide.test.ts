import { describe, expect, test } from 'vitest';
import type { Page } from '../../aws/page-schema.ts';
import { CONNECTION, createBackground } from '../../testing/create-background.ts';
import { ENDPOINT, POLICY_ARN } from '../../testing/fake-backend.ts';
import { problemResponse } from '../../testing/fake-problem.ts';
import type { Background } from '../background.ts';
import { scheduleEndNotice } from '../end-notice.ts';
import { createHandlers } from '../handlers.ts';
import { tabStatus } from '../page-handlers/read-tab-status.ts';
import { allowFromPrompt } from './allow-from-prompt.ts';
import { askAgain } from './ask-again.ts';
import { denialSeen } from './denial-seen.ts';
import { dismissed } from './dismissed.ts';
import { endFromPrompt } from './end-from-prompt.ts';
import { endsSoon } from './ends-soon.ts';
import { propagated } from './propagated.ts';
import { recallPrompt } from './recall-prompt.ts';
import { signInOpened } from './sign-in-opened.ts';

const USER = 'User: arn:aws:iam::123456789012:user/hanako is not authorized to perform: s3:ListAllMyBuckets';
const POSSIBLE = `${USER} with an explicit deny in an identity-based policy`;
const OURS = `${POSSIBLE}: ${POLICY_ARN}`;
const FOREIGN = `${POSSIBLE}: arn:aws:iam::123456789012:policy/RequireMFA`;
const IMPLICIT = `${USER} because no identity-based policy allows the s3:ListAllMyBuckets action`;
const PAGE = { accountId: '123456789012' };
const TAB = { tabId: 1, signIn: false };

/** Holds what waits for it until it is opened. */
function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('a denial', () => {
  test.each([POSSIBLE, OURS])('asks when the network is not allowed: %s', async (text) => {
    const { background } = await createBackground();
    const view = await denialSeen(background, { texts: [text], page: PAGE }, TAB);
    expect(view).toMatchObject({ state: 'asking', title: 'AWS denies access from this network' });
    expect(view?.facts).toEqual([
      ['Account', 'Production\n123456789012'],
      ['Member', 'Hanako'],
      ['Address', '203.0.113.7', 'address'],
      ['Until', expect.stringMatching(/\(8\u00a0h 0\u00a0min\)$/), 'words'],
    ]);
    expect(view?.actions.map(({ id }) => id)).toEqual(['allow', 'notNow']);
  });

  test.each([IMPLICIT, FOREIGN, 'All is well'])(
    'is not asked about when it cannot be ours: %s',
    async (text) => {
      const { background, backend } = await createBackground();
      expect(await denialSeen(background, { texts: [text], page: PAGE }, TAB)).toBeNull();
      expect(backend.asked).toEqual([]);
    },
  );

  test('that names another policy is silent even before ours was known', async () => {
    const { background, environment } = await createBackground();
    await environment.storage.local.set('settings', {
      version: 1,
      connections: [{ id: 'one', name: '', endpoint: 'https://genkan.example.com', key: 'k' }],
    });
    expect(await denialSeen(background, { texts: [FOREIGN], page: PAGE }, TAB)).toBeNull();
    expect(await denialSeen(background, { texts: [OURS], page: PAGE }, TAB)).toMatchObject({
      state: 'asking',
    });
  });

  test('is silent when the network is allowed already', async () => {
    const { background, backend } = await createBackground();
    backend.baseline.add('203.0.113.7/32');
    expect(await denialSeen(background, { texts: [POSSIBLE], page: PAGE }, TAB)).toBeNull();
  });

  test('of an account without a connection is none of our business', async () => {
    const { background, backend } = await createBackground();
    const page = { accountId: '999999999999' };
    expect(await denialSeen(background, { texts: [OURS], page }, TAB)).toBeNull();
    expect(backend.asked).toEqual([]);
  });

  test('is silent without any connection, and with one whose key is missing', async () => {
    const none = await createBackground({ connections: [] });
    expect(await denialSeen(none.background, { texts: [OURS], page: PAGE }, TAB)).toBeNull();
  });

  test('is dismissed for the tab, not for others', async () => {
    const { background } = await createBackground();
    await denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
    const sender = { extensionId: 'x', url: 'https://console.aws.amazon.com/', tabId: 1, frameId: 0 };
    await createHandlers(background).dismissed({}, sender);
    expect(await denialSeen(background, { texts: [OURS], page: PAGE }, TAB)).toBeNull();
    const other = await denialSeen(background, { texts: [OURS], page: PAGE }, { ...TAB, tabId: 2 });
    expect(other?.state).toBe('asking');
  });

  test('allows at once when the person wants that', async () => {
    const { background, backend } = await createBackground({ prompt: 'automatic' });
    const view = await denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
    expect(view?.state).toBe('propagating');
    expect(backend.leases.has('203.0.113.7/32')).toBe(true);
  });

  test('is explained, never granted again and again, where another statement denies the address', async () => {
    const { background, backend } = await createBackground({ prompt: 'automatic' });
    backend.blocked.add('203.0.113.7/32');
    for (let seen = 0; seen < 3; seen++) {
      const view = await denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
      expect(view).toMatchObject({ state: 'problem', text: [expect.stringContaining('Another statement')] });
    }
    expect(backend.asked.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  test('is asked about after a reset, although an old "allowed" made Genkan explain it a moment before', async () => {
    const { background, backend, environment } = await createBackground();
    await background.statusCache.allow(CONNECTION);
    environment.clock += 30_000;
    await background.statusCache.get(CONNECTION);
    backend.leases.clear();
    const seen = () => denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
    expect(await seen()).toMatchObject({ state: 'explained' });
    environment.clock += 6_000;
    expect(await seen()).toMatchObject({ state: 'asking' });
  });

  test('seen in a frame is shown in the page around it', async () => {
    const { background, environment } = await createBackground();
    const sender = { extensionId: 'x', url: 'https://console.aws.amazon.com/f', tabId: 1, frameId: 4 };
    const reply = await createHandlers(background).denialSeen({ texts: [OURS], page: PAGE }, sender);
    expect(reply).toBeNull();
    expect(environment.shown).toMatchObject([{ tabId: 1, view: { state: 'asking' } }]);
  });
});

describe('after allowing', () => {
  async function allowed() {
    const made = await createBackground();
    await denialSeen(made.background, { texts: [OURS], page: PAGE }, TAB);
    const view = await allowFromPrompt(made.background, 1);
    expect(view).toMatchObject({ state: 'propagating', progress: { elapsed: 0, total: 10_000 } });
    return made;
  }

  test('a denial within the time AWS needs goes on waiting, in the new life of a stopped worker too', async () => {
    const { environment, restart } = await allowed();
    environment.clock += 4_000;
    const view = await denialSeen(restart(), { texts: [OURS], page: PAGE }, TAB);
    expect(view).toMatchObject({ state: 'propagating', progress: { elapsed: 4_000 } });
  });

  test('a tab opened meanwhile waits as well, and is told what came of it', async () => {
    const { background, environment } = await createBackground();
    await denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
    await allowFromPrompt(background, 1);
    const other = { tabId: 2, signIn: false };
    const denied = () => denialSeen(background, { texts: [OURS], page: PAGE }, other);
    expect(await denied()).toMatchObject({ state: 'propagating' });
    environment.clock += 11_000;
    expect(await propagated(background, { texts: [OURS] }, 2)).toMatchObject({ state: 'ready' });
    expect(await denied()).toMatchObject({ state: 'explained' });
    expect(await denied()).toBeNull();
  });

  test('the page is ready to reload when it still shows the refusal, done when it does not', async () => {
    const { background, environment } = await allowed();
    environment.clock += 10_000;
    expect(await propagated(background, { texts: [OURS] }, 1)).toMatchObject({
      state: 'ready',
      mayReload: true,
    });
    expect(await propagated(background, { texts: [] }, 1)).toMatchObject({ state: 'done' });
  });

  test.each([POSSIBLE, OURS])('a denial later is explained, once: %s', async (text) => {
    const { background, environment } = await allowed();
    environment.clock += 30_000;
    const view = await denialSeen(background, { texts: [text], page: PAGE }, TAB);
    expect(view).toMatchObject({ state: 'explained', title: 'AWS still denies access' });
    expect(view?.list?.join(' ')).toContain('VPN');
    expect(view?.report).toContain(POLICY_ARN);
    expect(view?.report).not.toContain('genkan_');
    expect(await denialSeen(background, { texts: [text], page: PAGE }, TAB)).toBeNull();
  });

  test('another policy that AWS names is named', async () => {
    const { background, environment } = await allowed();
    environment.clock += 30_000;
    const view = await denialSeen(background, { texts: [FOREIGN], page: PAGE }, TAB);
    expect(view?.state).toBe('explained');
    expect(view?.list?.[0]).toContain('policy/RequireMFA');
  });

  test.each([POSSIBLE, FOREIGN])('a tab that never asked hears nothing of it: %s', async (text) => {
    const { background, environment } = await allowed();
    environment.clock += 30_000;
    const other = { ...TAB, tabId: 2 };
    expect(await denialSeen(background, { texts: [text], page: PAGE }, other)).toBeNull();
  });

  test('an implicit denial is left alone', async () => {
    const { background, environment } = await allowed();
    environment.clock += 30_000;
    expect(await denialSeen(background, { texts: [IMPLICIT], page: PAGE }, TAB)).toBeNull();
  });

  test('the other tabs that ask are told', async () => {
    const { background, environment } = await createBackground();
    await denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
    await denialSeen(background, { texts: [OURS], page: PAGE }, { ...TAB, tabId: 2 });
    await allowFromPrompt(background, 1);
    expect(environment.shown).toMatchObject([{ tabId: 2, view: { state: 'propagating' } }]);
  });

  test('a reset makes the same page ask again', async () => {
    const { background, backend, environment } = await allowed();
    backend.leases.clear();
    environment.clock += 60_000;
    expect(await denialSeen(background, { texts: [OURS], page: PAGE }, TAB)).toMatchObject({
      state: 'asking',
    });
  });
});

describe('a sign-in page', () => {
  test('prompts before a password is typed', async () => {
    const { background } = await createBackground();
    const view = await signInOpened(background, { page: {} }, 1);
    expect(view).toMatchObject({ state: 'asking', title: 'This network is not allowed yet' });
    expect(await allowFromPrompt(background, 1)).toMatchObject({ state: 'propagating' });
    expect(await propagated(background, { texts: [] }, 1)).toMatchObject({
      state: 'ready',
      text: ['You can sign in now.'],
    });
  });

  test('is left alone where prompts are wanted only at denials, until it denies', async () => {
    const { background, backend } = await createBackground({ prompt: 'refused' });
    expect(await signInOpened(background, { page: {} }, 1)).toBeNull();
    expect(backend.asked).toEqual([]);
    const texts = ['Authentication failed: To access this account, sign in from a different network'];
    const view = await denialSeen(background, { texts, page: {} }, { tabId: 1, signIn: true });
    expect(view).toMatchObject({ state: 'asking', title: 'AWS denies access from this network' });
  });

  test('does not complain about a backend that cannot be reached', async () => {
    const { background, backend } = await createBackground();
    backend.fault = 'aws_unavailable';
    expect(await signInOpened(background, { page: {} }, 1)).toBeNull();
  });
});

describe('a backend in trouble', () => {
  test('is explained where AWS denies; asking again grants nothing', async () => {
    const { background, backend } = await createBackground();
    backend.fault = 'aws_unavailable';
    const view = await denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
    expect(view).toMatchObject({
      state: 'problem',
      title: 'Genkan cannot check this network',
      text: ['AWS did not respond to Genkan. Try again in a moment.'],
    });
    expect(view?.actions.map(({ id }) => id)).toEqual(['again', 'notNow']);
    backend.fault = undefined;
    expect(await allowFromPrompt(background, 1)).toBeNull();
    expect(await askAgain(background, 1)).toMatchObject({ state: 'asking' });
    expect(backend.leases.size).toBe(0);
    expect(await allowFromPrompt(background, 1)).toMatchObject({ state: 'propagating' });
  });

  test('does not make asking again grant anything for who allows automatically', async () => {
    const { background, backend } = await createBackground({ prompt: 'automatic' });
    backend.fault = 'aws_unavailable';
    await denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
    backend.fault = undefined;
    expect(await askAgain(background, 1)).toMatchObject({ state: 'asking' });
    expect(backend.leases.size).toBe(0);
  });

  test('that fails to allow twice lets the person try a third time', async () => {
    const { background, backend } = await createBackground();
    await denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
    backend.fault = 'busy';
    const first = await allowFromPrompt(background, 1);
    expect(first).toMatchObject({ state: 'problem', title: 'This network could not be allowed' });
    expect(first?.actions.map(({ id }) => id)).toEqual(['allow', 'notNow']);
    expect(await allowFromPrompt(background, 1)).toEqual(first);
    backend.fault = undefined;
    expect(await allowFromPrompt(background, 1)).toMatchObject({ state: 'propagating' });
  });

  test('over one family of two names the family that was not allowed', async () => {
    const { background, backend } = await createBackground({
      connections: [{ ...CONNECTION, endpoints: ['https://v4.example.com'] }],
    });
    backend.addresses['v4.example.com'] = '203.0.113.7';
    backend.addresses['genkan.example.com'] = '2001:db8:77:1::5';
    backend.endpoints = { ipv4: 'https://v4.example.com', dualStack: ENDPOINT };
    await denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
    const real = backend.fetch;
    Object.assign(backend, {
      fetch: (async (input, init) =>
        init?.method === 'POST' && String(input).startsWith(ENDPOINT)
          ? problemResponse('busy')
          : real(input, init)) satisfies typeof fetch,
    });
    const view = await allowFromPrompt(background, 1);
    expect(view).toMatchObject({ state: 'problem' });
    expect(view?.text[0]).toBe('203.0.113.7 is allowed, 2001:db8:77:1::5 is not.');
    Object.assign(backend, { fetch: real });
    expect(await allowFromPrompt(background, 1)).toMatchObject({ state: 'propagating' });
  });
});

describe('a network whose address changes', () => {
  const seen = (background: Background, tabId: number) =>
    denialSeen(background, { texts: [OURS], page: PAGE }, { tabId, signIn: false });

  test('between the click and the next look is explained with both addresses, once per tab', async () => {
    const { background, backend, environment } = await createBackground();
    await seen(background, 1);
    await allowFromPrompt(background, 1);
    backend.addresses['genkan.example.com'] = '203.0.113.99';
    environment.clock += 30_000;
    const view = await seen(background, 1);
    expect(view).toMatchObject({ state: 'explained', title: 'This network keeps changing its address' });
    expect(view?.text[0]).toBe('Genkan allowed 203.0.113.7, but now sees you come from 203.0.113.99.');
    expect(view?.report).toContain('Allowed just before: 203.0.113.7');
    backend.addresses['genkan.example.com'] = '203.0.113.100';
    environment.clock += 30_000;
    expect(await seen(background, 1)).toBeNull();
    expect(await seen(background, 2)).toMatchObject({ title: 'This network keeps changing its address' });
    expect(backend.leases.size).toBe(1);
  });

  test('during the click is explained at once', async () => {
    const { background, backend } = await createBackground();
    await seen(background, 1);
    const real = backend.fetch;
    Object.assign(backend, {
      fetch: (async (input, init) => {
        const response = await real(input, init);
        if (init?.method === 'POST') backend.addresses['genkan.example.com'] = '203.0.113.99';
        return response;
      }) satisfies typeof fetch,
    });
    expect(await allowFromPrompt(background, 1)).toMatchObject({
      title: 'This network keeps changing its address',
    });
    expect(await allowFromPrompt(background, 1)).toBeNull();
    expect(backend.leases.size).toBe(1);
  });

  test('takes one lease automatically, not one for each page', async () => {
    const { background, backend, environment } = await createBackground({ prompt: 'automatic' });
    for (let page = 1; page <= 8; page++) {
      backend.addresses['genkan.example.com'] = `203.0.113.${page}`;
      await seen(background, page);
      environment.clock += 21_000;
    }
    expect(backend.leases.size).toBe(1);
    // Nor at the next denial.
    environment.clock += 2 * 3600_000;
    expect(await seen(background, 9)).toMatchObject({ state: 'asking' });
    expect(backend.leases.size).toBe(1);
  });

  test('can be allowed again by a person who has really moved', async () => {
    const { background, backend, environment } = await createBackground();
    await seen(background, 1);
    await allowFromPrompt(background, 1);
    backend.addresses['genkan.example.com'] = '198.51.100.23';
    environment.clock += 30_000;
    const view = await seen(background, 1);
    expect(view?.actions.map(({ id }) => id)).toEqual(['copy', 'again', 'notNow']);
    expect(await askAgain(background, 1)).toMatchObject({ state: 'asking' });
    expect(await allowFromPrompt(background, 1)).toMatchObject({ state: 'propagating' });
  });

  test('long after the click is a new network', async () => {
    const { background, backend, environment } = await createBackground();
    await seen(background, 1);
    await allowFromPrompt(background, 1);
    backend.addresses['genkan.example.com'] = '198.51.100.23';
    environment.clock += 11 * 60_000;
    expect(await seen(background, 1)).toMatchObject({ state: 'asking' });
  });
});

describe('"Not now"', () => {
  const seen = (background: Background) => denialSeen(background, { texts: [OURS], page: PAGE }, TAB);

  test('holds for this address, not for another network, nor after the reset', async () => {
    const { background, backend, environment } = await createBackground();
    await seen(background);
    expect(await dismissed(background, 1)).toBeNull();
    environment.clock += 60_000;
    expect(await seen(background)).toBeNull();
    backend.addresses['genkan.example.com'] = '198.51.100.23';
    environment.clock += 60_000;
    expect(await seen(background)).toMatchObject({ state: 'asking' });
    await dismissed(background, 1);
    environment.clock += 9 * 3600_000;
    expect(await seen(background)).toMatchObject({ state: 'asking' });
  });

  test('during the click comes too late, says so, and offers to end access', async () => {
    const { background, backend } = await createBackground();
    await seen(background);
    const gate = createGate();
    const real = backend.fetch;
    Object.assign(backend, {
      fetch: (async (input, init) => {
        if (init?.method === 'POST') await gate.opened;
        return real(input, init);
      }) satisfies typeof fetch,
    });
    const click = allowFromPrompt(background, 1);
    await expect.poll(() => background.tabs.get(1)).toMatchObject({ phase: 'allowing' });
    expect(await dismissed(background, 1, { whileAllowing: true })).toMatchObject({ state: 'allowing' });
    gate.open();
    const view = await click;
    expect(view?.title).toBe('This network was allowed');
    expect(view?.actions.map(({ id }) => id)).toEqual(['end', 'close']);
    expect(await endFromPrompt(background, 1)).toBeNull();
    expect(backend.leases.size).toBe(0);
    expect(await endFromPrompt(background, 1)).toBeNull();
  });

  test('that crosses the response on its way is told so as well', async () => {
    const { background } = await createBackground();
    await seen(background);
    await allowFromPrompt(background, 1);
    expect(await dismissed(background, 1, { whileAllowing: true })).toMatchObject({
      title: 'This network was allowed',
    });
  });

  test('during a click that fails ends in silence', async () => {
    const { background, backend } = await createBackground();
    await seen(background);
    const gate = createGate();
    backend.fault = () => gate.opened.then(() => problemResponse('busy'));
    const click = allowFromPrompt(background, 1);
    await expect.poll(() => background.tabs.get(1)).toMatchObject({ phase: 'allowing' });
    await dismissed(background, 1, { whileAllowing: true });
    gate.open();
    expect(await click).toBeNull();
    expect(backend.leases.size).toBe(0);
  });

  test('can be taken back from the popup, and so can an explanation', async () => {
    const { background, environment } = await createBackground();
    environment.pages.set(1, { host: 'x', session: '{"accountId":"123456789012"}' });
    await seen(background);
    await dismissed(background, 1);
    expect(await tabStatus(background, { tabId: 1 })).toEqual({
      isAws: true,
      accountId: '123456789012',
      connectionIds: ['one'],
      phase: 'dismissed',
      canRecall: true,
    });
    expect(await recallPrompt(background, { tabId: 1 })).toBe(true);
    expect(environment.shown).toMatchObject([{ tabId: 1, view: { state: 'asking' } }]);
    await allowFromPrompt(background, 1);
    environment.clock += 30_000;
    await seen(background);
    await dismissed(background, 1);
    expect(await recallPrompt(background, { tabId: 1 })).toBe(true);
    expect(environment.shown.at(-1)).toMatchObject({ view: { state: 'explained' } });
    expect(await recallPrompt(background, { tabId: 7 })).toBe(false);
    expect(await tabStatus(background, { tabId: 7 })).toEqual({
      isAws: false,
      connectionIds: [],
      canRecall: false,
    });
  });
});

describe('a page that is loaded anew during a click', () => {
  test('waits for the click, and is told what came of it', async () => {
    const { background, backend, environment } = await createBackground();
    await denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
    const gate = createGate();
    const real = backend.fetch;
    Object.assign(backend, {
      fetch: (async (input, init) => {
        if (init?.method === 'POST') await gate.opened;
        return real(input, init);
      }) satisfies typeof fetch,
    });
    const click = allowFromPrompt(background, 1);
    await expect.poll(() => background.tabs.get(1)).toMatchObject({ phase: 'allowing' });
    expect(await denialSeen(background, { texts: [OURS], page: PAGE }, TAB)).toMatchObject({
      state: 'allowing',
    });
    gate.open();
    await click;
    expect(environment.shown).toMatchObject([{ tabId: 1, view: { state: 'propagating' } }]);
  });

  test('is told when the background was stopped before the click was carried out', async () => {
    const { background, restart } = await createBackground();
    await denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
    await background.tabs.apply(1, 'allow');
    const later = restart();
    expect(await denialSeen(later, { texts: [OURS], page: PAGE }, TAB)).toMatchObject({
      state: 'asking',
      text: ['The browser stopped Genkan before it was done. Allow the network again.'],
    });
    expect(await allowFromPrompt(later, 1)).toMatchObject({ state: 'propagating' });
  });

  describe.each([
    ['denial by the policy', [OURS], TAB],
    ['possible denial', [POSSIBLE], TAB],
    ['sign-in page', [], { tabId: 1, signIn: true }],
  ] as const)('at a %s', (_what, texts, tab) => {
    async function clickedThenStopped(granted: boolean) {
      const made = await createBackground();
      const { background } = made;
      if (texts.length > 0) await denialSeen(background, { texts: [...texts], page: PAGE }, tab);
      else await signInOpened(background, { page: PAGE }, tab.tabId);
      await background.tabs.apply(1, 'allow');
      if (granted) await background.statusCache.grant(CONNECTION);
      return { ...made, later: made.restart() };
    }

    test('goes on when the click was carried out but its response was lost', async () => {
      const { later, environment } = await clickedThenStopped(true);
      environment.clock += 2_000;
      expect(await askAgain(later, 1)).toMatchObject({ state: 'propagating' });
      expect(await later.tabs.get(1)).toMatchObject({ phase: 'propagating' });
    });

    test('says that the click was not carried out', async () => {
      const { later, backend } = await clickedThenStopped(false);
      expect(await askAgain(later, 1)).toMatchObject({
        state: 'asking',
        text: ['The browser stopped Genkan before it was done. Allow the network again.'],
      });
      expect(backend.asked.filter((request) => request.startsWith('POST'))).toEqual([]);
    });

    test('offers to end what "Not now" came too late for', async () => {
      const { background, later } = await clickedThenStopped(true);
      await background.tabs.apply(1, 'cancel');
      expect(await askAgain(later, 1)).toMatchObject({
        state: 'ready',
        title: expect.stringContaining('allowed'),
      });
      expect((await later.tabs.get(1))?.leaseIds).toHaveLength(1);
    });

    test('is silent when "Not now" followed a click that was not carried out', async () => {
      const { background, later } = await clickedThenStopped(false);
      await background.tabs.apply(1, 'cancel');
      expect(await askAgain(later, 1)).toBeNull();
      expect(await later.tabs.get(1)).toMatchObject({ phase: 'dismissed' });
    });
  });
});

describe('the click', () => {
  test.each(['nothing', 'propagating', 'done', 'explained', 'dismissed', 'unknown'])(
    'counts only in the phase asking, not in a tab with %s',
    async (phase) => {
      const { background, backend } = await createBackground();
      const { tabs } = background;
      const about = { connectionId: 'one', choices: ['one'] };
      if (phase !== 'nothing') await tabs.apply(1, 'ask', about);
      if (phase === 'propagating' || phase === 'done') await tabs.apply(1, 'granted');
      if (phase === 'done') await tabs.apply(1, 'recovered');
      if (phase === 'explained') await tabs.apply(1, 'explain');
      if (phase === 'dismissed') await tabs.apply(1, 'dismiss');
      if (phase === 'unknown') await tabs.apply(1, 'questionFailed');
      expect(await allowFromPrompt(background, 1)).toBeNull();
      expect(await allowFromPrompt(background, 1, { connectionId: 'one' })).toBeNull();
      expect(backend.asked).toEqual([]);
    },
  );
});

describe('the account', () => {
  const TWO = { ...CONNECTION, id: 'two', name: 'Staging', endpoint: 'https://two.example.com' };

  test('of an alias without a chosen connection is chosen by the person, and kept', async () => {
    const { background, backend } = await createBackground();
    const page = { alias: 'my-company' };
    const view = await signInOpened(background, { page }, 1);
    expect(view).toMatchObject({ state: 'asking', title: 'Which account do you want to use?' });
    expect(JSON.stringify(view)).not.toContain('only works from');
    expect(view?.actions.map(({ id, label }) => [id, label])).toEqual([
      ['allow:one', 'Allow for Production (123456789012)'],
      ['notNow', 'Not now'],
    ]);
    expect(await allowFromPrompt(background, 1)).toBeNull();
    expect(await allowFromPrompt(background, 1, { connectionId: 'two' })).toBeNull();
    expect(backend.leases.size).toBe(0);
    expect(await allowFromPrompt(background, 1, { connectionId: 'one' })).toMatchObject({
      state: 'propagating',
    });
    backend.leases.clear();
    await background.statusCache.get(CONNECTION, { fresh: true });
    expect(await signInOpened(background, { page }, 2)).toMatchObject({
      title: 'This network is not allowed yet',
    });
  });

  test('of a page that names none is chosen among several', async () => {
    const { background, backend } = await createBackground({ connections: [CONNECTION, TWO] });
    backend.addresses['two.example.com'] = '203.0.113.7';
    const texts = ['You are not authorized to perform this operation.'];
    const view = await denialSeen(background, { texts, page: {} }, TAB);
    expect(view?.actions.map(({ id }) => id)).toEqual(['allow:one', 'allow:two', 'notNow']);
    expect(await allowFromPrompt(background, 1, { connectionId: 'two' })).toMatchObject({
      facts: [
        ['Account', 'Staging\n123456789012'],
        ['Member', 'Hanako'],
        expect.anything(),
        expect.anything(),
      ],
    });
  });

  test('is never chosen automatically', async () => {
    const { background, backend } = await createBackground({ prompt: 'automatic' });
    await signInOpened(background, { page: { alias: 'other-company' } }, 1);
    await signInOpened(background, { page: {} }, 2);
    expect(backend.leases.size).toBe(0);
  });

  test('that AWS names in its sentence counts where the page names none', async () => {
    const { background, backend } = await createBackground();
    const text = OURS.replaceAll('123456789012', '999999999999');
    expect(await denialSeen(background, { texts: [text], page: {} }, TAB)).toBeNull();
    expect(backend.asked).toEqual([]);
  });
});

describe('the explanation', () => {
  const explained = async (text: string, page: Page = PAGE, after = 30_000) => {
    const { background, environment } = await createBackground();
    await denialSeen(background, { texts: [OURS], page }, TAB);
    await allowFromPrompt(background, 1);
    environment.clock += after;
    return denialSeen(background, { texts: [text], page }, TAB);
  };
  const SCP = 'arn:aws:organizations::987654321098:policy/o-qv5af4abcd/service_control_policy/p-2kgnabcd';

  test.each([
    [`${USER} with an explicit deny in a service control policy: ${SCP}`, SCP],
    [`${USER} with an explicit deny in a service control policy`, 'service control policy'],
    [`${USER} with an explicit deny in a resource control policy`, 'resource control policy'],
    [`${USER} with an explicit deny in a session policy`, 'session policy'],
    [`${USER} with an explicit deny in a permissions boundary`, 'permissions boundary'],
    [FOREIGN, 'policy/RequireMFA'],
  ])('names what AWS named, and advises no reload: %s', async (text, named) => {
    const view = await explained(text);
    expect(view?.list).toEqual([expect.stringContaining(named)]);
    expect(view?.actions.map(({ id }) => id)).toEqual(['copy', 'notNow']);
  });

  test('lists only what is possible, the likeliest first', async () => {
    const named = await explained(OURS);
    expect(named?.list?.[0]).toContain('VPN');
    expect(named?.list?.join(' ')).toContain('AWS does not use the new policy yet');
    expect(named?.list?.join(' ')).not.toMatch(/another account|Another policy/);
    const unnamed = await explained(POSSIBLE, PAGE, 5 * 60_000);
    expect(unnamed?.list?.join(' ')).toContain('Another policy');
    expect(unnamed?.list?.join(' ')).not.toContain('does not use the new policy yet');
    const nameless = 'You are not authorized to perform this operation.';
    expect((await explained(nameless, {}))?.list?.join(' ')).toContain('another account');
  });

  test('is given at once, without a reload, when AWS names another policy after the time it had', async () => {
    const { background, environment } = await createBackground();
    await denialSeen(background, { texts: [OURS], page: PAGE }, TAB);
    await allowFromPrompt(background, 1);
    environment.clock += 10_000;
    const texts = [`${USER} with an explicit deny in a service control policy`];
    expect(await propagated(background, { texts }, 1)).toMatchObject({ state: 'explained' });
  });

  test.each([
    "No instances were found, or you don't have permission to view them.",
    'Job run failed: User: arn:aws:sts::123456789012:assumed-role/AWSGlueServiceRole/GlueJobRunnerSession is not authorized to perform: s3:GetObject',
    IMPLICIT,
  ])('is not given for what is no denial of this person: %s', async (text) => {
    expect(await explained(text)).toBeNull();
  });

  test('is not given for another principal than that of the session', async () => {
    const page = { ...PAGE, sessionArn: 'arn:aws:iam::123456789012:user/hanako' };
    const other = 'User: arn:aws:iam::123456789012:user/robot is not authorized to perform: s3:GetObject';
    expect(await explained(other, page)).toBeNull();
    expect(await explained(POSSIBLE, page)).toMatchObject({ state: 'explained' });
  });
});

describe('a page in another language', () => {
  const ja = { ...PAGE, language: 'ja' };

  test('asks the backend about any live error, and asks the person when the network is not allowed', async () => {
    const { background } = await createBackground();
    const texts = ['バケットを読み込めませんでした。'];
    expect(await denialSeen(background, { texts, page: ja }, TAB)).toMatchObject({ state: 'asking' });
  });

  test('asks once in 20 seconds, and explains nothing that is no denial for certain', async () => {
    const { background, backend, environment } = await createBackground();
    await denialSeen(background, { texts: [OURS], page: ja }, TAB);
    await allowFromPrompt(background, 1);
    const { length } = backend.asked;
    environment.clock += 30_000;
    for (let each = 0; each < 38; each++, environment.clock += 500) {
      const texts = [`エラーが発生しました ${each}`];
      expect(await denialSeen(background, { texts, page: ja }, TAB)).toBeNull();
    }
    expect(backend.asked.length - length).toBe(1);
    const texts = ['アクセスが拒否されました。この操作を実行する権限がありません。'];
    expect(await denialSeen(background, { texts, page: ja }, TAB)).toMatchObject({ state: 'explained' });
  });
});

describe('before access ends', () => {
  test('open pages of that account offer to extend it, once', async () => {
    const { background, backend, environment } = await createBackground();
    const connection = { ...CONNECTION };
    const network = await background.statusCache.allow(connection);
    await scheduleEndNotice(environment, connection, network);
    const ends = environment.clock + 8 * 3600_000;
    expect(environment.alarms.get('access-ends-soon:one')).toBe(ends - 15 * 60_000);
    expect(await endsSoon(background, { page: PAGE }, 1)).toBeNull();
    environment.clock = ends - 15 * 60_000;
    const view = await endsSoon(background, { page: PAGE }, 1);
    expect(view).toMatchObject({ state: 'ending', title: 'Access to AWS ends in 15\u00a0min' });
    expect(await endsSoon(background, { page: { accountId: '999999999999' } }, 2)).toBeNull();
    await endsSoon(background, { page: PAGE }, 3);
    expect(await allowFromPrompt(background, 1)).toMatchObject({ state: 'propagating' });
    expect(backend.leases.get('203.0.113.7/32')?.endsAt).toBe(environment.clock + 8 * 3600_000);
    expect(environment.shown).toEqual([{ tabId: 3, view: null }]);
  });

  test('a dismissed notice does not silence the question after the end', async () => {
    const { background, backend, environment } = await createBackground();
    await background.statusCache.allow(CONNECTION);
    environment.clock += 8 * 3600_000 - 60_000;
    await endsSoon(background, { page: PAGE }, 1);
    await dismissed(background, 1);
    backend.leases.clear();
    environment.clock += 61_000;
    expect(await denialSeen(background, { texts: [OURS], page: PAGE }, TAB)).toMatchObject({
      state: 'asking',
    });
  });

  test('a person who wants no notice gets none', async () => {
    const { background, environment } = await createBackground({ reminder: false });
    await background.statusCache.allow(CONNECTION);
    environment.clock += 8 * 3600_000 - 60_000;
    expect(await endsSoon(background, { page: PAGE }, 1)).toBeNull();
  });

  test('what the team allowed, or a colleague, is not announced', async () => {
    const { background, backend } = await createBackground();
    backend.baseline.add('203.0.113.7/32');
    await background.statusCache.get(CONNECTION);
    expect(await endsSoon(background, { page: PAGE }, 1)).toBeNull();
  });
});

test('six tabs that ask in the same moment all learn that one of them allowed', async () => {
  const { background, environment } = await createBackground();
  const tabs = [1, 2, 3, 4, 5, 6];
  const ask = (tabId: number) =>
    denialSeen(background, { texts: [OURS], page: PAGE }, { tabId, signIn: false });
  // The first tab's person clicks while the others still ask.
  await ask(1);
  const [, ...views] = await Promise.all([allowFromPrompt(background, 1), ...tabs.slice(1).map(ask)]);
  const told = new Set(environment.shown.map(({ tabId }) => tabId));
  const learnt = tabs
    .slice(1)
    .filter((tabId, index) => told.has(tabId) || views[index]?.state === 'propagating');
  expect(learnt).toEqual([2, 3, 4, 5, 6]);
});
