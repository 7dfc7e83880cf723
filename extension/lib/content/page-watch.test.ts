import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ANIMATION } from '../aws/error-containers.ts';
import { openPage, type TestPage } from '../testing/dom.ts';
import { watchPage } from './page-watch.ts';

const DENIED = 'User: arn is not authorized to perform: s3:ListAllMyBuckets';
let page: TestPage;
const globals = ['HTMLElement', 'MutationObserver'] as const;

beforeEach(() => {
  page = openPage('<main></main>');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  for (const name of globals) vi.stubGlobal(name, page.window[name]);
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await page.close();
});

/** Puts an element into the page and tells of it as the browser would. */
function appear(html: string, name: string = ANIMATION): HTMLElement {
  const { document, Event } = page.window;
  const main = document.querySelector('main');
  main?.insertAdjacentHTML('beforeend', html);
  const element = main?.lastElementChild;
  if (!(element instanceof page.window.HTMLElement)) throw new Error('not an element');
  element.checkVisibility = () => true;
  const event = Object.assign(new Event('animationstart', { bubbles: true }), { animationName: name });
  element.dispatchEvent(event);
  return element;
}

function start() {
  const reports: string[][] = [];
  const watch = watchPage(page.window.document, (texts) => reports.push(texts));
  return { reports, watch };
}

const settle = () => vi.advanceTimersByTimeAsync(600);

describe('a page', () => {
  test('is reported when a denial comes into view', async () => {
    const { reports, watch } = start();
    appear(`<div>${DENIED}</div>`);
    await settle();
    expect(reports).toEqual([[DENIED]]);
    expect(watch.denials().size).toBe(1);
  });

  test('is silent about other errors, quotes and other animations', async () => {
    const { reports, watch } = start();
    appear('<div>Bucket created</div>');
    appear(`<textarea>${DENIED}</textarea>`);
    appear(`<div>${DENIED}</div>`, 'some-other-animation');
    await settle();
    expect(reports).toEqual([]);
    expect(watch.denials().size).toBe(0);
  });

  test('is reported once for several places at once', async () => {
    const { reports } = start();
    appear(`<div>${DENIED} 1</div>`);
    appear(`<div>${DENIED} 2</div>`);
    await settle();
    expect(reports).toEqual([[`${DENIED} 1`, `${DENIED} 2`]]);
  });

  test('is reported when the text of an error container changes into a denial, and not again while it stays', async () => {
    const { reports } = start();
    const place = appear('<div>Loading</div>');
    await settle();
    place.textContent = DENIED;
    await settle();
    place.append(page.window.document.createElement('i'));
    await settle();
    expect(reports).toEqual([[DENIED]]);
  });

  test('is reported again when the place is shown again', async () => {
    const { reports } = start();
    appear(`<div>${DENIED}</div>`).remove();
    await settle();
    appear(`<div>${DENIED}</div>`);
    await settle();
    expect(reports.length).toBe(1);
    appear(`<div>${DENIED}</div>`);
    await settle();
    expect(reports.length).toBe(2);
  });

  test('that flickers is reported twice a second at most', async () => {
    const { reports } = start();
    for (let n = 0; n < 40; n++) {
      appear(`<div>${DENIED} ${n}</div>`);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(reports.length).toBeGreaterThan(2);
    expect(reports.length).toBeLessThanOrEqual(5);
  });

  test('forgets places that are gone', async () => {
    const { watch } = start();
    const place = appear(`<div>${DENIED}</div>`);
    await settle();
    place.remove();
    expect(watch.denials().size).toBe(0);
  });
});
