import { HOME } from '../../sandbox/network/visitor.ts';
import { TROUBLE } from '../flows/behaviours.ts';
import { exceedRateLimit } from '../flows/exceed-rate-limit.ts';
import { expect, test } from './fixtures.ts';
import { stopBackground } from './stop-background.ts';

for (const { what, fault, says } of TROUBLE) {
  test(`when ${what}, that is explained, and allowing works once it is over`, async ({
    world,
    tab,
    allowedNow,
  }) => {
    world.gateway.fault = fault;
    await tab.open('/s3/buckets');
    await tab.prompted(says);
    world.gateway.fault = undefined;
    await tab.press('Try again');
    await tab.prompted('Allow this network');
    expect(await allowedNow()).not.toContain(`${HOME}/32`);
    await tab.press('Allow this network');
    await tab.prompted('This network is allowed');
    expect(await allowedNow()).toContain(`${HOME}/32`);
  });
}

test('a key that was replaced by a new one is named as such', async ({ world, tab }) => {
  await world.genkan('member', 'rotate', 'hanako', '--keep-old', '0');
  await tab.open('/s3/buckets');
  await tab.prompted('Your key is not known any more');
});

test('a member who asks too often is told to wait', async ({ stage, world, tab }) => {
  await tab.page.goto('about:blank');
  const answer = await exceedRateLimit(world, stage.setupCode);
  expect(answer?.status).toBe(429);
  world.gateway.replay = answer;
  await tab.open('/s3/buckets');
  await tab.prompted('Too many requests');
});

test('when AWS does not respond to Genkan, that is explained, and nothing is changed', async ({
  world,
  tab,
}) => {
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  const before = await world.livePolicy();
  const injection = world.aws.faults.inject({
    service: 'iam',
    operation: 'CreatePolicyVersion',
    effect: 'fail',
    times: Number.POSITIVE_INFINITY,
  });
  await tab.press('Allow this network');
  await tab.prompted('AWS did not respond to Genkan', 30_000);
  injection.remove();
  expect(await world.livePolicy()).toEqual(before);
});

test('a background that the browser stopped carries the next click out', async ({
  stage,
  tab,
  allowedNow,
}) => {
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  await stopBackground(stage.browser);
  await tab.page.bringToFront();
  await tab.press('Allow this network');
  await tab.prompted('This network is allowed');
  expect(await allowedNow()).toContain(`${HOME}/32`);
});

test('a background that the browser stops during a click finds out what became of it', async ({
  stage,
  world,
  tab,
  allowedNow,
}) => {
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  world.gateway.holdMs = 25_000;
  await tab.press('Allow this network');
  await tab.prompted('Allowing');
  await expect.poll(allowedNow).toContain(`${HOME}/32`);
  await stopBackground(stage.browser, true);
  await tab.page.bringToFront();
  await tab.prompted('This network is allowed');
});
