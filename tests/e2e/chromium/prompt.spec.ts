import { REFUSALS } from '../flows/behaviours.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { watchPrompts } from '../pages/watch-prompts.ts';
import { expect, test } from './fixtures.ts';

test('the prompt shows why, the address and until when', async ({ aws }) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.element).toContainText('AWS denies access from this network');
  await expect(aws.prompt.element).toContainText('203.0.113.7');
  await expect(aws.prompt.element).toContainText(/Until.* \((?:\d+\sh\s)?\d+\smin\)/);
  for (const who of ['Genkan', '123456789012', 'Hanako']) await expect(aws.prompt.element).toContainText(who);
});

for (const namePolicy of [true, false]) {
  test(`a denial by any service prompts when AWS ${namePolicy ? 'names' : 'does not name'} the policy`, async ({
    world,
    aws,
  }) => {
    world.console.namePolicy = namePolicy;
    for (const [service, path] of REFUSALS) {
      await test.step(service, async () => {
        await aws.open(path);
        await expect(aws.prompt.allow).toBeVisible();
        await expect(aws.prompt.element).toHaveCount(1);
      });
    }
  });
}

test('"Not now" is remembered for the tab, and only for the tab', async ({ context, aws }) => {
  await aws.open('/s3/buckets');
  await aws.prompt.notNow.click();
  await expect(aws.prompt.element).toBeHidden();

  const promptsSeen = await watchPrompts(aws.page);
  await aws.open('/ec2/instances');
  await expect(aws.text('You are not authorized')).toBeVisible();
  await aws.goTo('S3');
  await expect(aws.deniedBuckets).toBeVisible();

  const other = new ConsolePage(await context.newPage());
  await other.open('/s3/buckets');
  await expect(other.prompt.allow).toBeVisible();
  expect(await promptsSeen()).toEqual([]);
});

test('single-page navigation and re-rendering leave one prompt in place', async ({ aws }) => {
  await aws.open('/console/home');
  await expect(aws.prompt.allow).toBeVisible();
  for (const service of ['S3', 'EC2', 'Lambda', 'CloudTrail', 'S3']) {
    await aws.goTo(service);
    await expect(aws.prompt.element).toHaveCount(1);
  }
  await expect(aws.prompt.allow).toBeVisible();
});

test('a console that throws the prompt out of its page gets it back, once', async ({ aws }) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  await aws.page.evaluate(() => {
    for (const prompt of document.querySelectorAll('genkan-prompt')) prompt.remove();
  });
  await aws.goTo('EC2');
  await expect(aws.prompt.allow).toBeVisible();
  await expect(aws.prompt.element).toHaveCount(1);
});

test('clicks and keys made by a script do nothing', async ({ world, aws }) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  const before = world.gateway.requests.length;
  await aws.prompt.allow.evaluate((button) => {
    if (!(button instanceof HTMLElement)) throw new Error('not a button');
    button.click();
    button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    button.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }));
  });
  await aws.prompt.notNow.click();
  await expect(aws.prompt.element).toBeHidden();
  expect(world.gateway.requests.slice(before)).not.toContain('POST /v1/leases');
  expect((await world.livePolicy()).document).not.toContain('203.0.113.7');
});

test('the whole way works by keyboard alone', async ({ world, aws }) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  const focused = () => aws.prompt.allow.evaluate((button) => button.matches(':focus-visible'));
  await expect
    .poll(async () => {
      await aws.page.keyboard.press('Shift+Tab');
      return focused();
    })
    .toBe(true);
  await aws.page.keyboard.press('Enter');
  await expect(aws.prompt.reload).toBeVisible();
  expect((await world.livePolicy()).document).toContain('203.0.113.7/32');
});

test('Escape means not now', async ({ aws }) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  await aws.prompt.allow.focus();
  await aws.page.keyboard.press('Escape');
  await expect(aws.prompt.element).toBeHidden();
});

test('the prompt is announced and does not take the focus', async ({ aws }) => {
  await aws.open('/s3/create');
  await aws.page.getByLabel('Bucket name').fill('my-bucket');
  await aws.page.getByLabel('Bucket name').press('Tab');
  await aws.page.keyboard.press('Enter');
  await expect(aws.prompt.allow).toBeVisible();
  await expect(aws.page.getByRole('button', { name: 'Create bucket' })).toBeFocused();
  await expect(
    aws.prompt.element.getByRole('status').or(aws.prompt.element.locator('[aria-live]')).first(),
  ).toContainText('AWS denies access from this network');
});

test.describe('on a narrow page', () => {
  test('the prompt fits 320 pixels', async ({ aws }) => {
    await aws.page.setViewportSize({ width: 320, height: 700 });
    await aws.open('/s3/buckets');
    await expect(aws.prompt.allow).toBeVisible();
    for (const button of [aws.prompt.allow, aws.prompt.notNow]) {
      const box = await button.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(320);
    }
  });
});
