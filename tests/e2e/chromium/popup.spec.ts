import { HOME, HOME_IPV6 } from '../../sandbox/network/visitor.ts';
import { OptionsPage } from '../pages/options-page.ts';
import { PopupPage } from '../pages/popup-page.ts';
import { expect, test } from './fixtures.ts';

test.describe('before anything is set up', () => {
  test.use({ fresh: true, connected: false });

  test('the options page opens by itself, and the popup leads there too', async ({
    context,
    setupCode,
    stage,
  }) => {
    await expect(stage.page.getByLabel('Setup code')).toBeVisible();
    const popup = new PopupPage(await context.newPage(), stage.origin);
    await popup.open();
    await expect(popup.page.getByRole('heading', { name: 'Welcome to Genkan' })).toBeVisible();
    await stage.page.close();

    const opened = context.waitForEvent('page');
    await popup.page.getByRole('button', { name: 'Set up' }).click();
    const options = new OptionsPage(await opened, stage.origin);
    await options.connect(setupCode);
    await expect(options.page.getByText('Connected as Hanako to account 123456789012.')).toBeVisible();
  });
});

test('the popup shows a network that is not allowed, and allows it', async ({ world, popup }) => {
  await popup.open();
  await expect(popup.page.getByRole('heading', { name: 'This network is not allowed' })).toBeVisible();
  await expect(popup.page.getByText(HOME)).toBeVisible();
  await popup.allow.click();
  await expect(popup.page.getByRole('heading', { name: 'This network is allowed' })).toBeVisible();
  await expect(popup.page.getByText(/until .+ left\)/i)).toBeVisible();
  expect((await world.livePolicy()).document).toContain(`${HOME}/32`);
});

test('the popup extends a lease, never shortens it, and ends it', async ({ world, popup }) => {
  await popup.open();
  await popup.unfold();
  const duration = popup.page.getByLabel('For how long');
  await duration.selectOption('1 hour');
  await popup.allow.click();
  await expect(popup.page.getByText(/\((59|60)\smin left\)|\(1\sh 0\smin left\)/)).toBeVisible();
  await expect(duration.locator('option', { hasText: '30 minutes' })).toHaveCount(0);
  await duration.selectOption('4 hours');
  await popup.extend.click();
  await expect(popup.page.getByText(/\((3\sh 59|4\sh 0)\smin left\)/)).toBeVisible();
  await popup.end.click();
  await expect(popup.page.getByRole('heading', { name: 'This network is not allowed' })).toBeVisible();
  expect((await world.livePolicy()).document).not.toContain(HOME);
});

test('a network keeps its own name, and another one does not get it', async ({ world, popup }) => {
  await popup.open();
  await popup.unfold();
  const name = popup.page.getByLabel('Name for this network');
  await name.fill('Café');
  await popup.allow.click();
  await expect(popup.end).toBeVisible();
  world.visitor.ipv4 = '198.51.100.23';
  await popup.page.getByRole('button', { name: 'Check again' }).click();
  const others = popup.page.getByRole('region', { name: 'My other networks' });
  await expect(others).toContainText('Café');
  await expect(others).toContainText(`${HOME}/32`);
  await popup.unfold();
  await expect(name).toHaveValue('');
  await others.getByRole('button', { name: 'End Café' }).click();
  await expect(others).toBeHidden();
  expect((await world.livePolicy()).document).not.toContain(HOME);

  world.visitor.ipv4 = HOME;
  await popup.open();
  await popup.unfold();
  await expect(name).toHaveValue('Café');
});

test('with two addresses the popup says which one is denied', async ({ world, popup }) => {
  world.visitor.ipv6 = HOME_IPV6;
  world.visitor.ipv4 = '123.123.123.123';
  await popup.open();
  await expect(popup.page.getByText('IPv4 123.123.123.123 – allowed')).toBeVisible();
  await expect(popup.page.getByText(/IPv6 2001:.* – not allowed/)).toBeVisible();
});

test('a lease that has ended, and one of a colleague, are not mine to look green', async ({
  world,
  popup,
}) => {
  await popup.open();
  await popup.allow.click();
  await expect(popup.end).toBeVisible();
  const change = (code: string) =>
    popup.page.evaluate(
      `chrome.storage.session.get('overview').then(({ overview }) => { const [seen] = overview.network.observations; ${code}; return chrome.storage.session.set({ overview }); })`,
    );
  world.gateway.delayMs = 4_000;
  await change('delete seen.lease');
  await popup.open();
  await expect(popup.page.getByText('Allowed by a colleague')).toBeVisible();
  const keep = popup.page.getByRole('button', { name: 'Keep it allowed for me too' });
  await expect(keep).not.toHaveClass(/primary/);
  await change('seen.until = Date.now() - 1');
  await popup.open();
  await expect(popup.page.getByRole('heading', { name: 'Access has ended' })).toBeVisible();
  await expect(popup.allow).toHaveClass(/primary/);
});

test('in the office the popup says whose network it is and offers nothing to do', async ({
  world,
  popup,
}) => {
  world.visitor.ipv4 = '123.123.123.123';
  await popup.open();
  await expect(popup.page.getByText('One of your team’s own networks')).toBeVisible();
  await expect(popup.allow).toBeHidden();
  await expect(popup.end).toBeHidden();
});

test('the popup opens with what it knew, then asks', async ({ world, popup }) => {
  await popup.open();
  await expect(popup.page.getByRole('heading', { name: 'This network is not allowed' })).toBeVisible();
  world.gateway.delayMs = 3_000;
  world.visitor.ipv4 = '123.123.123.123';
  await popup.open();
  await expect(popup.page.getByRole('heading', { name: 'This network is not allowed' })).toBeVisible({
    timeout: 2_000,
  });
  await popup.page.getByRole('button', { name: 'Check again' }).click();
  await expect(popup.page.getByRole('heading', { name: 'This network is allowed' })).toBeVisible();
});

test('an earlier status, perhaps of another network, is shown as being checked', async ({ world, popup }) => {
  await popup.open();
  await expect(popup.page.getByRole('heading', { name: 'This network is not allowed' })).toBeVisible();
  await popup.page.evaluate(
    "chrome.storage.session.get().then((all) => { for (const { network } of [all.overview, { network: all[Object.keys(all).find((key) => key.startsWith('network:'))] }]) network.checkedAt -= 60_000; return chrome.storage.session.set(all); })",
  );
  world.gateway.delayMs = 1_500;
  world.visitor.ipv4 = '123.123.123.123';
  await popup.open();
  await expect(popup.page.getByRole('button', { name: 'Checking this network…' })).toBeVisible();
  await expect(popup.page.getByRole('heading', { name: 'This network is not allowed' })).toBeVisible();
  await expect(popup.page.getByRole('heading', { name: 'This network is allowed' })).toBeVisible();
  await expect(popup.page.getByRole('button', { name: 'Check again' })).toBeVisible();
});

test('toolbar and popup follow every change, though it happens elsewhere', async ({
  context,
  world,
  aws,
  popup,
  options,
}) => {
  const badge = async () =>
    context.serviceWorkers()[0]?.evaluate<string>('chrome.action.getBadgeText({}).then(String)');
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  await expect.poll(badge).toBe('×');
  await aws.prompt.allow.click();
  await expect(aws.prompt.reload).toBeVisible();
  await expect.poll(badge).toBe('✓');
  // The popup opens with what was allowed in the page, before it has asked.
  world.gateway.delayMs = 2_000;
  await popup.open();
  await expect(popup.page.getByText('Allowed by you')).toBeVisible({ timeout: 1_500 });
  world.gateway.delayMs = 0;
  await popup.end.click();
  await expect(popup.allow).toBeVisible();
  await expect.poll(badge).toBe('×');

  await options.open();
  await options.page.getByRole('button', { name: 'Remove', expanded: false }).click();
  await options.page.getByRole('alert').getByRole('button', { name: 'Remove' }).click();
  await expect(options.page.getByText('No connections yet.')).toBeVisible();
  await expect.poll(badge).toBe('');
  await popup.open();
  await expect(popup.page.getByRole('heading', { name: 'Welcome to Genkan' })).toBeVisible();
});

test('when the server is down, the popup says so', async ({ world, popup }) => {
  world.gateway.fault = 'unreachable';
  await popup.open();
  await expect(popup.page.getByText('Genkan’s server cannot be reached')).toBeVisible();
  await popup.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await popup.page.getByRole('button', { name: 'Copy details' }).click();
  await expect(popup.page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await popup.page.evaluate('navigator.clipboard.readText()')).toContain('Genkan: unreachable');
  world.gateway.fault = undefined;
  await popup.page.getByRole('button', { name: 'Try again' }).click();
  await expect(popup.allow).toBeVisible();
});

test('the popup shows a message of the page again that was dismissed, and follows the account of its tab', async ({
  aws,
  options,
  popup,
}) => {
  await options.open();
  // A second connection, in use, leads to another account.
  await options.page.evaluate(
    "chrome.storage.local.get('settings').then(({ settings }) => { const [one] = settings.connections; settings.connections.push({ ...one, id: 'two', name: 'Staging', accountId: '210987654321' }); settings.activeId = 'two'; return chrome.storage.local.set({ settings }); })",
  );
  await expect(options.page.getByRole('listitem', { name: 'Staging' })).toContainText('In use');
  await aws.open('/s3/buckets');
  await aws.prompt.notNow.click();
  await expect(aws.prompt.element).toBeHidden();

  const over = await popup.openOver(aws.page);
  await expect(over.page.getByLabel('Connection').locator('option:checked')).toHaveText('123456789012');
  const closed = over.page.waitForEvent('close');
  await over.page.getByRole('button', { name: 'Show Genkan’s message on this page again' }).click();
  await closed;
  await expect(aws.prompt.allow).toBeVisible();
});

test('over a page of an account without a connection, the popup names that', async ({
  aws,
  options,
  popup,
}) => {
  await options.open();
  await options.page.evaluate(
    "chrome.storage.local.get('settings').then(({ settings }) => { settings.connections[0].accountId = '210987654321'; return chrome.storage.local.set({ settings }); })",
  );
  await aws.open('/s3/buckets');
  await expect(aws.deniedBuckets).toBeVisible();
  const over = await popup.openOver(aws.page);
  await expect(over.page.getByText('This page belongs to account 123456789012.')).toBeVisible();
  await over.page.close();
});
