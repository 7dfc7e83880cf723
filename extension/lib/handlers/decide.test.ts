import { describe, expect, it } from 'vitest';
import { createBackground } from '../testing/create-background.ts';
import { POLICY_ARN } from '../testing/fake-backend.ts';
import { allowFromPrompt } from './allow-from-prompt.ts';
import { createHandlers } from './handlers.ts';
import { propagated } from './propagated.ts';
import { refusalSeen } from './refusal-seen.ts';
import { signInOpened } from './sign-in-opened.ts';

const USER = 'User: arn:aws:iam::123456789012:user/hanako is not authorized to perform: s3:ListAllMyBuckets';
const POSSIBLE = `${USER} with an explicit deny in an identity-based policy`;
const OURS = `${POSSIBLE}: ${POLICY_ARN}`;
const FOREIGN = `${POSSIBLE}: arn:aws:iam::123456789012:policy/RequireMFA`;
const IMPLICIT = `${USER} because no identity-based policy allows the s3:ListAllMyBuckets action`;
const PAGE = { accountId: '123456789012' };
const TAB = { tabId: 1, signIn: false };

describe('a refusal', () => {
  it.each([POSSIBLE, OURS])('asks when the network is not allowed: %s', async (text) => {
    const { background } = await createBackground();
    const view = await refusalSeen(background, { texts: [text], page: PAGE }, TAB);
    expect(view).toMatchObject({ state: 'asking', title: 'AWS is refusing this network' });
    expect(view?.facts?.[0]).toEqual(['Address', '203.0.113.7']);
    expect(view?.actions.map(({ id }) => id)).toEqual(['allow', 'notNow']);
  });

  it.each([IMPLICIT, FOREIGN, 'All is well'])(
    'is not asked about when it cannot be ours: %s',
    async (text) => {
      const { background, backend } = await createBackground();
      expect(await refusalSeen(background, { texts: [text], page: PAGE }, TAB)).toBeNull();
      expect(backend.asked).toEqual([]);
    },
  );

  it('that names another policy is silent even before ours was known', async () => {
    const { background, environment } = await createBackground();
    await environment.storage.local.set('settings', {
      version: 1,
      connections: [{ id: 'one', name: '', endpoint: 'https://genkan.example.com', key: 'k' }],
    });
    expect(await refusalSeen(background, { texts: [FOREIGN], page: PAGE }, TAB)).toBeNull();
    expect(await refusalSeen(background, { texts: [OURS], page: PAGE }, TAB)).toMatchObject({
      state: 'asking',
    });
  });

  it('is silent when the network is allowed already', async () => {
    const { background, backend } = await createBackground();
    backend.baseline.add('203.0.113.7/32');
    expect(await refusalSeen(background, { texts: [POSSIBLE], page: PAGE }, TAB)).toBeNull();
  });

  it('of an account without a connection is none of our business', async () => {
    const { background, backend } = await createBackground();
    const page = { accountId: '999999999999' };
    expect(await refusalSeen(background, { texts: [OURS], page }, TAB)).toBeNull();
    expect(backend.asked).toEqual([]);
  });

  it('is silent without any connection, and with one whose key is missing', async () => {
    const none = await createBackground({ connections: [] });
    expect(await refusalSeen(none.background, { texts: [OURS], page: PAGE }, TAB)).toBeNull();
  });

  it('is dismissed for the tab, not for others', async () => {
    const { background } = await createBackground();
    await refusalSeen(background, { texts: [OURS], page: PAGE }, TAB);
    const sender = { extensionId: 'x', url: 'https://console.aws.amazon.com/', tabId: 1, frameId: 0 };
    await createHandlers(background).dismissed({}, sender);
    expect(await refusalSeen(background, { texts: [OURS], page: PAGE }, TAB)).toBeNull();
    const other = await refusalSeen(background, { texts: [OURS], page: PAGE }, { ...TAB, tabId: 2 });
    expect(other?.state).toBe('asking');
  });

  it('allows at once when the person wants that', async () => {
    const { background, backend } = await createBackground({ prompt: 'automatic' });
    const view = await refusalSeen(background, { texts: [OURS], page: PAGE }, TAB);
    expect(view?.state).toBe('propagating');
    expect(backend.leases.has('203.0.113.7/32')).toBe(true);
  });

  it('is explained, never granted again and again, where another statement denies the address', async () => {
    const { background, backend } = await createBackground({ prompt: 'automatic' });
    backend.blocked.add('203.0.113.7/32');
    for (let seen = 0; seen < 3; seen++) {
      const view = await refusalSeen(background, { texts: [OURS], page: PAGE }, TAB);
      expect(view).toMatchObject({ state: 'problem', text: [expect.stringContaining('Another statement')] });
    }
    expect(backend.asked.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  it('seen in a frame is shown in the page around it', async () => {
    const { background, environment } = await createBackground();
    const sender = { extensionId: 'x', url: 'https://console.aws.amazon.com/f', tabId: 1, frameId: 4 };
    const reply = await createHandlers(background).refusalSeen({ texts: [OURS], page: PAGE }, sender);
    expect(reply).toBeNull();
    expect(environment.shown).toMatchObject([{ tabId: 1, view: { state: 'asking' } }]);
  });
});

describe('after allowing', () => {
  async function allowed() {
    const made = await createBackground();
    await refusalSeen(made.background, { texts: [OURS], page: PAGE }, TAB);
    const view = await allowFromPrompt(made.background, 1);
    expect(view).toMatchObject({ state: 'propagating', progress: { elapsed: 0, total: 10_000 } });
    return made;
  }

  it('a refusal within the time AWS needs goes on waiting, in the new life of a stopped worker too', async () => {
    const { environment, restart } = await allowed();
    environment.clock += 4_000;
    const view = await refusalSeen(restart(), { texts: [OURS], page: PAGE }, TAB);
    expect(view).toMatchObject({ state: 'propagating', progress: { elapsed: 4_000 } });
  });

  it('a tab opened meanwhile waits as well, and is told what came of it', async () => {
    const { background, environment } = await createBackground();
    await refusalSeen(background, { texts: [OURS], page: PAGE }, TAB);
    await allowFromPrompt(background, 1);
    const other = { tabId: 2, signIn: false };
    const refused = () => refusalSeen(background, { texts: [OURS], page: PAGE }, other);
    expect(await refused()).toMatchObject({ state: 'propagating' });
    environment.clock += 11_000;
    expect(await propagated(background, { stillRefused: true }, 2)).toMatchObject({ state: 'ready' });
    expect(await refused()).toMatchObject({ state: 'refused' });
    expect(await refused()).toBeNull();
  });

  it('the page is ready to reload when it still shows the refusal, done when it does not', async () => {
    const { background, environment } = await allowed();
    environment.clock += 10_000;
    expect(await propagated(background, { stillRefused: true }, 1)).toMatchObject({
      state: 'ready',
      mayReload: true,
    });
    expect(await propagated(background, { stillRefused: false }, 1)).toMatchObject({ state: 'done' });
  });

  it.each([POSSIBLE, OURS])('a refusal later is explained, once: %s', async (text) => {
    const { background, environment } = await allowed();
    environment.clock += 30_000;
    const view = await refusalSeen(background, { texts: [text], page: PAGE }, TAB);
    expect(view).toMatchObject({ state: 'refused', title: 'AWS still refuses' });
    expect(view?.list?.join(' ')).toContain('VPN');
    expect(view?.report).toContain(POLICY_ARN);
    expect(view?.report).not.toContain('genkan_');
    expect(await refusalSeen(background, { texts: [text], page: PAGE }, TAB)).toBeNull();
  });

  it('another policy that AWS names is named', async () => {
    const { background, environment } = await allowed();
    environment.clock += 30_000;
    const view = await refusalSeen(background, { texts: [FOREIGN], page: PAGE }, TAB);
    expect(view?.state).toBe('refused');
    expect(view?.list?.[0]).toContain('policy/RequireMFA');
  });

  it.each([POSSIBLE, FOREIGN])('a tab that never asked hears nothing of it: %s', async (text) => {
    const { background, environment } = await allowed();
    environment.clock += 30_000;
    const other = { ...TAB, tabId: 2 };
    expect(await refusalSeen(background, { texts: [text], page: PAGE }, other)).toBeNull();
  });

  it('an implicit denial stays nobody’s business', async () => {
    const { background, environment } = await allowed();
    environment.clock += 30_000;
    expect(await refusalSeen(background, { texts: [IMPLICIT], page: PAGE }, TAB)).toBeNull();
  });

  it('the other tabs that ask are told', async () => {
    const { background, environment } = await createBackground();
    await refusalSeen(background, { texts: [OURS], page: PAGE }, TAB);
    await refusalSeen(background, { texts: [OURS], page: PAGE }, { ...TAB, tabId: 2 });
    await allowFromPrompt(background, 1);
    expect(environment.shown).toMatchObject([{ tabId: 2, view: { state: 'propagating' } }]);
  });

  it('a reset makes the same page ask again', async () => {
    const { background, backend, environment } = await allowed();
    backend.leases.clear();
    environment.clock += 60_000;
    expect(await refusalSeen(background, { texts: [OURS], page: PAGE }, TAB)).toMatchObject({
      state: 'asking',
    });
  });
});

describe('a sign-in page', () => {
  it('asks before a password is typed', async () => {
    const { background } = await createBackground();
    const view = await signInOpened(background, { page: {} }, 1);
    expect(view).toMatchObject({ state: 'asking', title: 'This network is not allowed yet' });
    expect(await allowFromPrompt(background, 1)).toMatchObject({ state: 'propagating' });
    expect(await propagated(background, { stillRefused: false }, 1)).toMatchObject({
      state: 'ready',
      text: ['You can sign in now.'],
    });
  });

  it('is left alone by who wants prompts only when refused, until it refuses', async () => {
    const { background, backend } = await createBackground({ prompt: 'refused' });
    expect(await signInOpened(background, { page: {} }, 1)).toBeNull();
    expect(backend.asked).toEqual([]);
    const texts = ['Authentication failed: To access this account, sign in from a different network'];
    const view = await refusalSeen(background, { texts, page: {} }, { tabId: 1, signIn: true });
    expect(view).toMatchObject({ state: 'asking', title: 'AWS is refusing this network' });
  });

  it('does not complain about a backend that cannot be reached', async () => {
    const { background, backend } = await createBackground();
    backend.fault = 'aws_unavailable';
    expect(await signInOpened(background, { page: {} }, 1)).toBeNull();
  });
});

describe('a backend in trouble', () => {
  it('is explained where AWS refuses, and asked again on request', async () => {
    const { background, backend } = await createBackground();
    backend.fault = 'aws_unavailable';
    const view = await refusalSeen(background, { texts: [OURS], page: PAGE }, TAB);
    expect(view).toMatchObject({
      state: 'problem',
      text: ['AWS did not answer Genkan. Try again in a moment.'],
    });
    backend.fault = undefined;
    expect(await allowFromPrompt(background, 1)).toMatchObject({ state: 'propagating' });
  });
});
