import { FOREIGN_DENIALS, FOREIGN_WORDS, TALKS_ABOUT_DENIALS } from '../flows/behaviours.ts';
import { watchPrompts } from '../pages/watch-prompts.ts';
import { expect, test } from './fixtures.ts';

for (const { what, path, shows } of TALKS_ABOUT_DENIALS) {
  test(`${what} that talks about denials never prompts`, async ({ aws }) => {
    const promptsSeen = await watchPrompts(aws.page);
    await aws.open(path);
    await expect(aws.text(shows)).toBeAttached();

    await aws.goTo('S3');
    await expect(aws.prompt.allow).toBeVisible();
    expect(await promptsSeen()).toEqual(['/s3/buckets']);
  });
}

test('log lines in a same-origin frame never prompt', async ({ aws }) => {
  const promptsSeen = await watchPrompts(aws.page);
  await aws.open('/cloudwatch/logs');
  await expect(aws.page.frameLocator('#microConsole-Logs').getByText('cron ERROR')).toBeVisible();

  await aws.goTo('S3');
  await expect(aws.prompt.allow).toBeVisible();
  expect(await promptsSeen()).toEqual(['/s3/buckets']);
});

test('a denial of the log service inside its frame prompts once, in the page', async ({ aws }) => {
  await aws.open('/cloudwatch/logs?live');
  await expect(aws.prompt.allow).toBeVisible();
  await expect(aws.prompt.element).toHaveCount(1);
  await expect(aws.page.frameLocator('#microConsole-Logs').locator('genkan-prompt')).toHaveCount(0);
});

test("another origin's frame is none of this page's business", async ({ aws }) => {
  const promptsSeen = await watchPrompts(aws.page);
  await aws.open('/support/home');
  await expect(aws.page.frameLocator('iframe').getByText('Access denied to logs')).toBeVisible();

  await aws.goTo('S3');
  await expect(aws.prompt.allow).toBeVisible();
  expect(await promptsSeen()).toEqual(['/s3/buckets']);
});

test('a denial inside a shadow root, open or closed, is not seen', async ({ aws }) => {
  const promptsSeen = await watchPrompts(aws.page);
  await aws.open('/iam/policies/OfficeOnly');
  await expect(aws.text('Policy editor')).toBeAttached();
  await aws.page.evaluate(() => {
    for (const mode of ['open', 'closed'] as const) {
      const alert = document.createElement('div');
      alert.role = 'alert';
      alert.textContent =
        'User: arn:aws:iam::123456789012:user/hanako is not authorized to perform: ec2:DescribeVolumes with an explicit deny in an identity-based policy';
      const host = document.createElement('div');
      host.attachShadow({ mode }).append(alert);
      document.body.append(host);
    }
  });

  await aws.goTo('S3');
  await expect(aws.prompt.allow).toBeVisible();
  expect(await promptsSeen()).toEqual(['/s3/buckets']);
});

test('CloudShell never prompts, whether loaded or navigated to', async ({ aws }) => {
  const promptsSeen = await watchPrompts(aws.page);
  await aws.open('/cloudshell/home');
  await expect(aws.text('Unable to start the environment')).toBeVisible();
  expect(await promptsSeen()).toEqual([]);

  await aws.open('/iam/policies/OfficeOnly');
  await aws.goTo('CloudShell');
  await expect(aws.text('Unable to start the environment')).toBeVisible();
  await aws.goTo('S3');
  await expect(aws.prompt.allow).toBeVisible();
  expect(await promptsSeen()).toEqual(['/s3/buckets']);
});

for (const { whose, otherDeny } of FOREIGN_DENIALS) {
  test(`a denial by ${whose} never prompts, even in a network that is not allowed`, async ({
    world,
    aws,
  }) => {
    world.console.otherDeny = otherDeny;
    const promptsSeen = await watchPrompts(aws.page);
    await aws.open('/iam/policies');
    await expect(aws.text(FOREIGN_WORDS)).toBeVisible();

    world.console.otherDeny = undefined;
    await aws.goTo('S3');
    await expect(aws.prompt.allow).toBeVisible();
    expect(await promptsSeen()).toEqual(['/s3/buckets']);
  });
}

test('without an AWS page or the popup open, nothing is sent anywhere', async ({ world, aws }) => {
  await aws.page.goto('about:blank');
  const before = world.gateway.requests.length;
  await world.reconcile();
  await world.genkan('lease', 'list', '--json');
  expect(world.gateway.requests.length).toBe(before);
});
