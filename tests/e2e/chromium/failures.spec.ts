import { HOME } from '../../sandbox/network/visitor.ts';
import { TROUBLE } from '../flows/behaviours.ts';
import { exceedRateLimit } from '../flows/exceed-rate-limit.ts';
import { stopServiceWorker } from '../pages/stop-service-worker.ts';
import { expect, test } from './fixtures.ts';

for (const { what, fault, says } of TROUBLE) {
  test(`when ${what}, that is explained, asking again grants nothing, and allowing works at the third try`, async ({
    world,
    aws,
  }) => {
    const again = aws.prompt.element.getByRole('button', { name: 'Try again' });
    world.gateway.fault = fault;
    await aws.open('/s3/buckets');
    await expect(aws.prompt.element).toContainText(says);
    await again.click();
    await expect(again).toBeEnabled();
    world.gateway.fault = undefined;
    await again.click();
    await expect(aws.prompt.allow).toBeVisible();
    expect((await world.livePolicy()).document).not.toContain(`${HOME}/32`);

    world.gateway.fault = fault;
    await aws.prompt.allow.click();
    await expect(aws.prompt.element).toContainText('could not be allowed');
    await again.click();
    await expect(again).toBeEnabled();
    await expect(aws.prompt.element).toContainText('could not be allowed');
    world.gateway.fault = undefined;
    await again.click();
    await expect(aws.prompt.reload).toBeVisible();
    expect((await world.livePolicy()).document).toContain(`${HOME}/32`);
  });
}

test('a key that was withdrawn is named as such', async ({ world, aws }) => {
  await world.genkan('member', 'remove', 'hanako', '--yes');
  await aws.open('/s3/buckets');
  await expect(aws.prompt.element).toContainText('Your key is not known any more');
});

test('a member who asks too often is told to wait', async ({ world, setupCode, aws }) => {
  await aws.page.goto('about:blank');
  const answer = await exceedRateLimit(world, setupCode);
  expect(answer?.status).toBe(429);
  world.gateway.replay = answer;
  await aws.open('/s3/buckets');
  await expect(aws.prompt.element).toContainText('Too many requests');
});

test('when AWS does not respond to Genkan, that is explained, and nothing is changed', async ({
  world,
  aws,
}) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  const before = await world.livePolicy();
  const injection = world.aws.faults.inject({
    service: 'iam',
    operation: 'CreatePolicyVersion',
    effect: 'fail',
    times: Number.POSITIVE_INFINITY,
  });
  await aws.prompt.allow.click();
  await expect(aws.prompt.element).toContainText('AWS did not respond to Genkan', { timeout: 30_000 });
  injection.remove();
  expect(await world.livePolicy()).toEqual(before);
});

test('a network with a private address is explained', async ({ world, aws }) => {
  world.visitor.ipv4 = '10.0.0.5';
  world.visitor.awsAddress = HOME;
  await aws.open('/s3/buckets');
  await expect(aws.prompt.element).toContainText('Genkan sees a private address');
});

test('a service worker that was killed is none of the person’s business', async ({ context, world, aws }) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  await stopServiceWorker(context);
  await aws.prompt.allow.click();
  await expect(aws.prompt.reload).toBeVisible();
  expect((await world.livePolicy()).document).toContain(`${HOME}/32`);
});

test('a service worker that is killed during a click finds out what became of it', async ({
  context,
  world,
  aws,
}) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  world.gateway.holdMs = 25_000;
  await aws.prompt.allow.click();
  await expect(aws.prompt.element).toContainText('Allowing');
  await expect.poll(async () => (await world.livePolicy()).document).toContain(`${HOME}/32`);
  await stopServiceWorker(context, true);
  await expect(aws.prompt.element).toContainText('This network is allowed');
});

test.describe('an extension that is loaded anew', () => {
  // Chromium turns an unpacked extension off when it is loaded anew without developer mode: the browser is spent.
  test.use({ fresh: true });

  test('after an update under an open page, the prompt offers to reload the tab', async ({
    context,
    aws,
  }) => {
    await aws.open('/s3/buckets');
    await expect(aws.prompt.allow).toBeVisible();
    await context
      .serviceWorkers()[0]
      ?.evaluate('chrome.runtime.reload()')
      .catch(() => undefined);
    await expect(async () => {
      await aws.prompt.allow.click({ timeout: 1_000 });
      await expect(aws.prompt.element).toContainText('Genkan was updated', { timeout: 1_000 });
    }).toPass();
  });
});
