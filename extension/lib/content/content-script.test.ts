import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ANIMATION } from '../aws/error-containers.ts';
import type { Message } from '../messages/messages.ts';
import { createComposer } from '../prompt/compose.ts';
import { render } from '../prompt/render.ts';
import type { PromptView } from '../prompt/view.ts';
import { CONNECTION } from '../testing/create-background.ts';
import { createTranslator } from '../testing/create-translator.ts';
import { openPage, rootOf, type TestPage } from '../testing/dom.ts';
import { type BackgroundChannel, type BackgroundRequest, runContentScript } from './content-script.ts';

const DENIED = 'User: arn is not authorized to perform: s3:ListAllMyBuckets';
const compose = createComposer(createTranslator('en', 'en'), 0);
const network = {
  status: 'denied' as const,
  checkedAt: 0,
  observations: [{ address: '203.0.113.7', cidr: '203.0.113.7/32', allowed: false }],
  member: 'Hanako',
  accountId: '123456789012',
  policyArn: 'arn:aws:iam::123456789012:policy/OfficeOnly',
  nextReset: 3600_000,
  maxMinutes: 720,
};
const FACTS = {
  host: 'us-east-1.console.aws.amazon.com',
  language: '',
  session: '{"accountId":"123456789012"}',
};
const ASKING = compose.asking(CONNECTION, network);

let page: TestPage;
beforeEach(() => {
  page = openPage(
    `<meta name="awsc-session-data" content='{"accountId":"123456789012"}'><main><h1>Buckets</h1></main>`,
  );
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  for (const name of [
    'HTMLElement',
    'Element',
    'MutationObserver',
    'NodeFilter',
    'getComputedStyle',
  ] as const) {
    vi.stubGlobal(name, page.window[name]);
  }
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await page.close();
});

/** A page with a background that replies as told, by type of message. */
function open(replies: Partial<Record<Message['type'], PromptView | null>>, signIn = false) {
  const sent: Message[] = [];
  let listener: (call: BackgroundRequest) => unknown = () => undefined;
  let isConnected = true;
  let failing: boolean | Message['type'] = false;
  const channel: BackgroundChannel = {
    send: async (message) => {
      if (!isConnected) throw new Error('Extension context invalidated.');
      sent.push(message);
      if (failing === true || failing === message.type)
        throw new Error('The message port closed before a response was received.');
      const view = replies[message.type] ?? null;
      return view && render(view);
    },
    onRequest: (given) => {
      listener = given;
    },
    isConnected: () => isConnected,
  };
  const reload = vi.fn();
  Object.defineProperty(page.window.location, 'reload', { value: reload });
  runContentScript(page.window, channel, signIn);
  const { document } = page.window;
  const prompt = () => document.querySelector('genkan-prompt');
  return {
    sent,
    reload,
    prompt,
    words: () => rootOf(prompt())?.querySelector('section')?.textContent ?? '',
    button: (id: string) => rootOf(prompt())?.querySelector(`[data-action="${id}"]`),
    call: (call: BackgroundRequest) => listener(call),
    show: (view: PromptView | null) => listener({ show: view && render(view) }),
    die: () => {
      isConnected = false;
    },
    fail: (now: boolean) => {
      failing = now;
    },
    failOn: (type: Message['type']) => {
      failing = type;
    },
    types: () => sent.map(({ type }) => type),
  };
}

async function refuse(): Promise<Element> {
  const { document, Event } = page.window;
  const place = document.createElement('div');
  place.textContent = DENIED;
  place.checkVisibility = () => place.isConnected;
  document.querySelector('main')?.append(place);
  place.dispatchEvent(
    Object.assign(new Event('animationstart', { bubbles: true }), { animationName: ANIMATION }),
  );
  await vi.advanceTimersByTimeAsync(600);
  return place;
}

/** An event as a person makes it; scripts cannot make `isTrusted` true in a browser. */
async function press(target: Element | null | undefined, type = 'click', init: object = {}): Promise<void> {
  const event = new page.window.Event(type, { bubbles: true, composed: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  target?.dispatchEvent(Object.assign(event, init));
  await vi.advanceTimersByTimeAsync(0);
}

describe('a page that denies', () => {
  test('is reported with its account, and shows what the background says', async () => {
    const visited = open({ denialSeen: ASKING });
    await refuse();
    expect(visited.sent).toEqual([{ type: 'denialSeen', body: { texts: [DENIED], page: FACTS } }]);
    expect(visited.words()).toContain('AWS denies access from this network');
    expect(visited.words()).toContain('203.0.113.7');
  });

  test('shows nothing when the background is silent', async () => {
    const visited = open({});
    await refuse();
    expect(visited.types()).toEqual(['denialSeen']);
    expect(visited.prompt()).toBeNull();
  });

  test('keeps its prompt when a later denial gets no reply', async () => {
    const replies: Partial<Record<Message['type'], PromptView | null>> = { denialSeen: ASKING };
    const visited = open(replies);
    await refuse();
    replies.denialSeen = null;
    await refuse();
    expect(visited.types()).toEqual(['denialSeen', 'denialSeen']);
    expect(visited.prompt()).not.toBeNull();
  });

  test('is left alone in CloudShell', async () => {
    const visited = open({ denialSeen: ASKING });
    page.window.history.pushState(null, '', '/cloudshell/home');
    await refuse();
    expect(visited.sent).toEqual([]);
  });
});

describe('the prompt', () => {
  test('allows on a click of a person, not of a script, and once', async () => {
    const visited = open({
      denialSeen: ASKING,
      allowFromPrompt: compose.propagating(CONNECTION, network, 0),
    });
    await refuse();
    const button = visited.button('allow');
    const scripted = new page.window.Event('click', { bubbles: true });
    Object.defineProperty(scripted, 'isTrusted', { value: false });
    button?.dispatchEvent(scripted);
    await vi.advanceTimersByTimeAsync(0);
    expect(visited.types()).toEqual(['denialSeen']);
    await Promise.all([press(button), press(button)]);
    expect(visited.types()).toEqual(['denialSeen', 'allowFromPrompt']);
    expect(visited.words()).toContain('AWS usually needs a few seconds');
  });

  test.each(['click', 'keydown'])('goes away by "Not now" or Escape (%s), and says so', async (type) => {
    const visited = open({ denialSeen: ASKING });
    await refuse();
    await press(visited.button('notNow'), type, { key: 'Escape' });
    expect(visited.types()).toEqual(['denialSeen', 'dismissed']);
    expect(visited.prompt()).toBeNull();
  });

  test('comes back when the page throws it out', async () => {
    const visited = open({ denialSeen: ASKING });
    await refuse();
    visited.prompt()?.remove();
    await vi.waitFor(() => expect(visited.prompt()).not.toBeNull());
  });

  test('shows what the background sends by itself', async () => {
    const visited = open({});
    visited.show(ASKING);
    expect(visited.words()).toContain('AWS denies access from this network');
    visited.show(null);
    expect(visited.prompt()).toBeNull();
  });

  test('lets a person try again when the background failed half-way', async () => {
    const visited = open({
      denialSeen: ASKING,
      allowFromPrompt: compose.propagating(CONNECTION, network, 0),
    });
    await refuse();
    visited.fail(true);
    await press(visited.button('allow'));
    expect(visited.types()).toEqual(['denialSeen', 'allowFromPrompt', 'askAgain']);
    expect(visited.button('allow')?.textContent).toBe('Allow this network');
    visited.fail(false);
    await press(visited.button('allow'));
    expect(visited.words()).toContain('AWS usually needs a few seconds');
  });

  test('finds out what became of a click during which the background ended', async () => {
    const visited = open({ denialSeen: ASKING, askAgain: compose.propagating(CONNECTION, network, 0) });
    await refuse();
    visited.failOn('allowFromPrompt');
    await press(visited.button('allow'));
    expect(visited.words()).toContain('AWS usually needs a few seconds');
  });

  test('cannot be read or changed by the page', async () => {
    const visited = open({ denialSeen: ASKING });
    await refuse();
    expect(visited.prompt()?.shadowRoot).toBeNull();
    expect(visited.prompt()?.textContent).toBe('');
  });

  test('ignores a click on what the page covers', async () => {
    const visited = open({ denialSeen: ASKING });
    await refuse();
    Object.assign(page.window.document, { elementFromPoint: () => page.window.document.body });
    await press(visited.button('allow'));
    expect(visited.types()).toEqual(['denialSeen']);
  });

  test('is drawn anew after an action that changed nothing, so that it can be taken again', async () => {
    const PROBLEM = compose.problem({ kind: 'busy' });
    const visited = open({ denialSeen: ASKING, allowFromPrompt: PROBLEM });
    await refuse();
    for (let attempt = 1; attempt <= 3; attempt++) {
      await press(visited.button('allow'));
      expect(visited.types().filter((type) => type === 'allowFromPrompt').length).toBe(attempt);
    }
  });

  test('names the connection that the person chose', async () => {
    const choosing = compose.choosing([{ connection: CONNECTION, network }]);
    const visited = open({ denialSeen: choosing });
    await refuse();
    await press(visited.button('allow:one'));
    expect(visited.sent.at(-1)).toEqual({ type: 'allowFromPrompt', body: { connectionId: 'one' } });
  });

  test('sends another try for the accounts that a click did not reach', async () => {
    const failed = {
      id: 'staging',
      name: 'Staging',
      accountId: '210987654321',
      state: 'denied' as const,
      observations: [],
      failure: { kind: 'busy' as const },
      hasFailed: true,
    };
    const visited = open({ denialSeen: compose.partly({ ...network, targets: [failed] }, [failed]) });
    await refuse();
    await press(visited.button('retry'));
    expect(visited.sent.at(-1)).toEqual({ type: 'allowFromPrompt', body: { failedOnly: true } });
  });

  test('stays until the result of the click is there when "Not now" follows it', async () => {
    const visited = open({ denialSeen: ASKING, dismissed: compose.tooLate(CONNECTION, network) });
    await refuse();
    visited.show(compose.allowing({ cancelled: false }));
    await press(visited.button('notNow'));
    expect(visited.sent.at(-1)).toEqual({ type: 'dismissed', body: { whileAllowing: true } });
    expect(visited.words()).toContain('came too late');
  });

  test('returns the facts of its page to the background', async () => {
    const visited = open({});
    expect(visited.call({ facts: true })).toEqual(FACTS);
    visited.call({ endsSoon: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(visited.sent).toEqual([{ type: 'endsSoon', body: { page: FACTS } }]);
  });

  test('of a version that was replaced makes way for the new one', async () => {
    page.window.document.documentElement.append(page.window.document.createElement('genkan-prompt'));
    const visited = open({ denialSeen: ASKING });
    expect(visited.prompt()).toBeNull();
    await refuse();
    expect(page.window.document.querySelectorAll('genkan-prompt').length).toBe(1);
    expect(visited.words()).toContain('AWS denies access from this network');
  });

  test('asks for a reload of the tab when the extension was updated under it', async () => {
    const visited = open({ denialSeen: ASKING });
    await refuse();
    visited.die();
    await press(visited.button('allow'));
    expect(visited.words()).toContain('Genkan was updated');
    await press(visited.button('reload'));
    expect(visited.reload).toHaveBeenCalledOnce();
  });
});

describe('after allowing', () => {
  const ready = compose.ready(CONNECTION, network, false);

  async function allowed(replies: Partial<Record<Message['type'], PromptView | null>>) {
    const visited = open({
      allowFromPrompt: compose.propagating(CONNECTION, network, 0),
      denialSeen: ASKING,
      ...replies,
    });
    const place = await refuse();
    return { ...visited, place };
  }

  test('a page that shows only denials is reloaded when AWS has had its time', async () => {
    const { button, reload, sent } = await allowed({ propagated: ready });
    await press(button('allow'));
    await vi.advanceTimersByTimeAsync(9_000);
    expect(reload).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent.at(-1)).toEqual({ type: 'propagated', body: { texts: [DENIED] } });
    expect(reload).toHaveBeenCalledOnce();
  });

  test('a page on which something was typed is not reloaded', async () => {
    const { button, reload, words } = await allowed({ propagated: ready });
    await press(page.window.document.querySelector('h1'), 'input');
    await press(button('allow'));
    await vi.advanceTimersByTimeAsync(12_000);
    expect(words()).toContain('Reload the page to continue.');
    expect(reload).not.toHaveBeenCalled();
  });

  test('a page that shows other things too is not reloaded', async () => {
    const { button, reload } = await allowed({ propagated: ready });
    const rest = page.window.document.createElement('p');
    rest.textContent = 'What a person reads on a page that partly works. '.repeat(9);
    page.window.document.querySelector('main')?.append(rest);
    await press(button('allow'));
    await vi.advanceTimersByTimeAsync(12_000);
    expect(reload).not.toHaveBeenCalled();
  });

  test('a page that recovers by itself is done at once', async () => {
    const { button, place, prompt, sent, words } = await allowed({ propagated: compose.done() });
    await press(button('allow'));
    place.remove();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(sent.at(-1)).toEqual({ type: 'propagated', body: { texts: [] } });
    expect(words()).toContain('AWS allows access again');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(prompt()).toBeNull();
  });
});

describe('a sign-in page', () => {
  test('is announced when it opens', async () => {
    const visited = open({ signInOpened: compose.asking(CONNECTION, network, { signIn: true }) }, true);
    await vi.advanceTimersByTimeAsync(0);
    expect(visited.sent).toEqual([{ type: 'signInOpened', body: { page: FACTS } }]);
    expect(visited.words()).toContain('Allow it before you sign in');
  });

  test('that denies is found by its words, whatever its markup', async () => {
    const visited = open({ denialSeen: ASKING }, true);
    page.window.document
      .querySelector('main')
      ?.append('To access this account, sign in from a different network.');
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(300);
      expect(visited.types()).toEqual(['signInOpened', 'denialSeen']);
    });
  });

  test('that has not denied is not reloaded', async () => {
    const visited = open({ signInOpened: compose.ready(CONNECTION, network, true) }, true);
    await vi.advanceTimersByTimeAsync(0);
    expect(visited.words()).toContain('You can sign in now.');
    expect(visited.reload).not.toHaveBeenCalled();
  });
});
