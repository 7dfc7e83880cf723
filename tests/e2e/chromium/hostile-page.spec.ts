import { expect, test } from './fixtures.ts';

test('no style of the page hides, stretches or fades the prompt', async ({ aws }) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  const look = () =>
    aws.prompt.element.evaluate((host) => {
      const { opacity, pointerEvents, display, transform, clipPath, visibility } = getComputedStyle(host);
      const { width, left } = host.getBoundingClientRect();
      return { opacity, pointerEvents, display, transform, clipPath, visibility, width, left };
    });
  const before = await look();
  await aws.page.evaluate(() => {
    const sheet = document.styleSheets[0];
    sheet?.insertRule(
      'html genkan-prompt#x { opacity: 0.01 !important; width: 100vw !important; inset: 0 !important; display: none !important; transform: scale(9) !important; clip-path: inset(50%) !important; visibility: hidden !important; pointer-events: none !important }',
      sheet.cssRules.length,
    );
    const host = document.querySelector('genkan-prompt');
    if (!(host instanceof HTMLElement)) throw new Error('There is no prompt.');
    host.id = 'x';
    host.style.setProperty('opacity', '0.01', 'important');
    host.style.setProperty('width', '100vw', 'important');
    host.hidden = true;
    document.documentElement.style.setProperty('opacity', '0.01');
    host.hidePopover();
  });
  await expect.poll(look).toEqual(before);
  await expect(aws.prompt.allow).toBeVisible();
});

test('a click counts only where the prompt can be seen', async ({ world, aws }) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  const box = await aws.prompt.allow.boundingBox();
  if (!box) throw new Error('There is no button.');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  // A decoy in the top layer that lets the pointer through.
  await aws.page.evaluate(() => {
    const decoy = document.createElement('div');
    decoy.id = 'decoy';
    decoy.textContent = 'Claim your prize';
    decoy.popover = 'manual';
    decoy.style.cssText =
      'inset: auto 0 0 auto; width: 500px; height: 500px; pointer-events: none; margin: 0';
    document.body.append(decoy);
    decoy.showPopover();
  });
  await aws.page.mouse.click(middle.x, middle.y);
  await aws.page.mouse.click(middle.x, middle.y);
  expect((await world.livePolicy()).document).not.toContain('203.0.113.7');
  expect(world.gateway.requests).not.toContain('POST /v1/leases');
  await aws.page.evaluate(() => document.getElementById('decoy')?.remove());
  await aws.prompt.allow.click();
  await expect(aws.prompt.reload).toBeVisible();
});

test('the prompt moves into a native modal of the page, and back when it is closed or removed', async ({
  aws,
}) => {
  const home = () => aws.prompt.element.evaluate((host) => host.parentElement?.localName);
  const openModal = () =>
    aws.page.evaluate(() => {
      const modal = document.createElement('dialog');
      modal.textContent = 'A modal of the page';
      document.body.append(modal);
      modal.showModal();
    });
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  for (const end of ['close', 'remove'] as const) {
    await openModal();
    await expect.poll(home).toBe('dialog');
    await aws.page.evaluate((way) => document.querySelector<HTMLDialogElement>('dialog:modal')?.[way](), end);
    await expect.poll(home).toBe('html');
    await expect(aws.prompt.allow).toBeVisible();
  }
  await openModal();
  await aws.prompt.allow.click();
  await expect(aws.prompt.reload).toBeVisible();
});

test('a dialog that keeps the focus leaves the prompt to the mouse and the toolbar button', async ({
  aws,
  popup,
}) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  await aws.page.evaluate(() => {
    const dialog = document.createElement('div');
    dialog.role = 'dialog';
    dialog.ariaModal = 'true';
    dialog.tabIndex = -1;
    dialog.innerHTML = '<button>OK</button>';
    document.body.append(dialog);
    const keepFocus = () => {
      if (!dialog.contains(document.activeElement)) dialog.focus();
    };
    document.addEventListener('focusin', keepFocus);
    keepFocus();
  });
  const hasFocus = () => aws.prompt.element.evaluate((host) => host.matches(':focus-within'));
  for (let presses = 0; presses < 5; presses += 1) {
    await aws.page.keyboard.press('Shift+Tab');
    expect(await hasFocus()).toBe(false);
  }
  const toolbar = await popup.openOver(aws.page);
  await expect(toolbar.allow).toBeVisible();
  await toolbar.page.close();
  await aws.prompt.allow.click();
  await expect(aws.prompt.reload).toBeVisible();
});
