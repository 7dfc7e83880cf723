import { REFUSALS } from '../flows/behaviours.ts';
import { FirefoxTab } from './firefox-tab.ts';
import { expect, test } from './fixtures.ts';

for (const namePolicy of [true, false]) {
  test(`a denial by any service prompts when AWS ${namePolicy ? 'names' : 'does not name'} the policy`, async ({
    world,
    tab,
  }) => {
    world.console.namePolicy = namePolicy;
    for (const [, path] of REFUSALS) {
      await tab.open(path);
      await tab.prompted('Allow this network');
      expect(await tab.promptsSeen()).toEqual([path]);
    }
  });
}

test('"Not now" is remembered for the tab, and only for the tab', async ({ stage, tab }) => {
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  await tab.press('Not now');
  await tab.unprompted();
  await tab.open('/ec2/instances');
  await tab.see('You are not authorized');
  await tab.press('S3');
  await tab.see('list buckets');

  const other = await FirefoxTab.open(stage.browser);
  await other.open('/s3/buckets');
  await other.prompted('Allow this network');
  expect(await tab.promptsSeen()).toEqual([]);
});

test('single-page navigation and re-rendering leave one prompt in place', async ({ tab }) => {
  await tab.open('/console/home');
  await tab.prompted('Allow this network');
  for (const service of ['S3', 'EC2', 'CloudTrail', 'S3']) {
    await tab.press(service);
    await tab.prompted('Allow this network');
  }
  expect(await tab.promptsSeen()).toEqual(['/console/home']);
});

test('a console that throws the prompt out of its page gets it back, once', async ({ tab }) => {
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  await tab.page.evaluate("document.querySelector('genkan-prompt').remove()");
  await tab.press('EC2');
  await tab.prompted('Allow this network');
});

test('clicks and keys made by a script do nothing', async ({ world, tab, allowedNow }) => {
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  const before = world.gateway.requests.length;
  await tab.page.evaluate(() => {
    const root = document.querySelector('genkan-prompt')?.shadowRoot;
    const button = root?.querySelector<HTMLElement>('[data-action="allow"]');
    if (!button) throw new Error('There is no button.');
    button.click();
    button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    button.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }));
  });
  await tab.press('Not now');
  await tab.unprompted();
  expect(world.gateway.requests.slice(before)).not.toContain('POST /v1/leases');
  expect(await allowedNow()).not.toContain('203.0.113.7/32');
});

test('a click counts only where the prompt can be seen', async ({ world, tab }) => {
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  // A decoy in the top layer that lets the pointer through.
  await tab.page.evaluate(() => {
    const decoy = document.createElement('div');
    decoy.id = 'decoy';
    decoy.popover = 'manual';
    decoy.style.cssText =
      'inset: auto 0 0 auto; width: 500px; height: 500px; pointer-events: none; margin: 0';
    document.body.append(decoy);
    decoy.showPopover();
  });
  await tab.press('Allow this network');
  await tab.page.evaluate("document.getElementById('decoy').remove()");
  expect(world.gateway.requests).not.toContain('POST /v1/leases');
  await tab.press('Allow this network');
  await tab.prompted('This network is allowed');
});

test('the whole way works by keyboard alone', async ({ tab, allowedNow }) => {
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  const focused = () =>
    tab.page.evaluate(
      "document.querySelector('genkan-prompt').shadowRoot.activeElement?.matches('[data-action=allow]:focus-visible') === true",
    );
  await expect
    .poll(async () => {
      await tab.page.keyboard.press('Tab');
      return focused();
    })
    .toBe(true);
  await tab.page.keyboard.press('Enter');
  await tab.prompted('Reload');
  expect(await allowedNow()).toContain('203.0.113.7/32');
  await tab.page.keyboard.press('Escape');
  await tab.unprompted();
});

test('the prompt is announced and does not take the focus', async ({ tab }) => {
  await tab.open('/s3/create');
  await tab.type('Bucket name', 'my-bucket');
  await tab.page.keyboard.press('Tab');
  await tab.page.keyboard.press('Enter');
  await tab.prompted('Allow this network');
  expect(await tab.page.evaluate('document.activeElement.textContent')).toBe('Create bucket');
  expect(
    await tab.page.evaluate(
      "document.querySelector('genkan-prompt').shadowRoot.querySelector('[role=status]').textContent",
    ),
  ).toContain('AWS denies access from this network');
});
