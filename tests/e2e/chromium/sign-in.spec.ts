import { expect, test } from './fixtures.ts';

test('the sign-in page offers the button before a password is typed', async ({ world, aws }) => {
  await aws.openSignIn();
  await expect(aws.prompt.element).toContainText('Allow it before you sign in');
  await aws.prompt.allow.click();
  await expect.poll(async () => (await world.livePolicy()).document).toContain('203.0.113.7/32');
  await expect(aws.prompt.element).toContainText('This network is allowed');
});

test('where sign-in is restricted too, allowing and signing in leads to a console that works', async ({
  world,
  aws,
}) => {
  world.console.signInFence = true;
  await aws.openSignIn();
  await aws.prompt.allow.click();
  await expect.poll(async () => (await world.livePolicy()).document).toContain('203.0.113.7/32');
  await expect(aws.prompt.element).toContainText(/You can sign in now|AWS lets you in/, { timeout: 20_000 });
  await aws.page.getByLabel('IAM username').fill('hanako');
  await aws.page.getByLabel('Password').fill('correct horse');
  await aws.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(aws.page).toHaveURL(/console\/home/);
  await expect(aws.text('team-website')).toBeVisible();
});

test('in an allowed network the sign-in page is left alone', async ({ world, aws }) => {
  world.visitor.ipv4 = '123.123.123.123';
  const asked = world.gateway.requests.length;
  await aws.openSignIn();
  await expect.poll(() => world.gateway.requests.length).toBeGreaterThan(asked);
  await aws.page.getByLabel('IAM username').fill('hanako');
  await aws.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(aws.text('team-website')).toBeVisible();
  await expect(aws.prompt.element).toHaveCount(0);
});

test('who wants prompts only at denials is not asked at sign-in, but is when sign-in is denied', async ({
  world,
  aws,
  options,
}) => {
  await options.open();
  await options.page.getByLabel('When AWS denies access').check();
  await options.kept('"prompt":"refused"');
  world.console.signInFence = true;
  await aws.openSignIn();
  await aws.page.getByLabel('Password').fill('correct horse');
  await expect(aws.prompt.element).toHaveCount(0);
  await aws.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(aws.text('sign in from a different network')).toBeVisible();
  await expect(aws.prompt.allow).toBeVisible();
});

test('a sign-in page with something typed is not reloaded', async ({ aws }) => {
  await aws.openSignIn();
  const user = aws.page.getByLabel('IAM username');
  await user.fill('hanako');
  await aws.prompt.allow.click();
  await expect(aws.prompt.element).toContainText('You can sign in now', { timeout: 20_000 });
  await expect(user).toHaveValue('hanako');
});

test('at an alias without a chosen account, the person chooses, and nothing is claimed about it', async ({
  world,
  aws,
}) => {
  await aws.page.goto('https://other-company.signin.aws.amazon.com/console');
  await expect(aws.prompt.element).toContainText('Which account do you want to use?');
  await expect(aws.prompt.element).not.toContainText('only works from');
  await aws.prompt.element.getByRole('button', { name: 'Allow for 123456789012' }).click();
  await expect(aws.prompt.element).toContainText('This network is allowed');
  expect((await world.livePolicy()).document).toContain('203.0.113.7/32');
});

test('the sign-in page of an account without a connection is left alone', async ({ world, aws }) => {
  await aws.page.goto('https://999999999999.signin.aws.amazon.com/console');
  await expect(aws.text('IAM user sign in')).toBeVisible();
  await aws.openSignIn();
  await expect(aws.prompt.allow).toBeVisible();
  expect(world.gateway.requests.filter((request) => request.endsWith('/v1/me')).length).toBeLessThanOrEqual(
    4,
  );
});
