import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseSetupCode } from '@genkan/shared/codes/setup-code';
import { expect, test } from '@playwright/test';
import { startDeployment } from '../../sandbox/deployment.ts';
import { DUAL_STACK_ENDPOINT } from '../../sandbox/network/hosts.ts';
import { extensionOrigin } from '../../support/browsers/extension-origin.ts';
import { launchChromium } from '../../support/browsers/launch-chromium.ts';
import { MANAGEABLE_CHROMIUM, unpackedId } from '../../support/browsers/managed-chromium.ts';
import { canManage, managedProgram } from '../../support/browsers/managed-program.ts';
import { openedOnInstall } from '../../support/browsers/open-stage.ts';
import { ensureOpenExtension } from '../../support/built/ensure-open-extension.ts';
import { documentedPolicies } from '../flows/documented-policies.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { OptionsPage } from '../pages/options-page.ts';

// Not registered where it cannot run: Chromium reads policies from /etc, and this machine's own are left alone.
if (!canManage(MANAGEABLE_CHROMIUM)) {
  console.info(
    'Policies of an organisation are not tried: that takes root on Linux and a Chromium of the system.',
  );
} else {
  test('the documented policy sets the extension up, and people need only their key', async () => {
    // A world and a browser of its own.
    test.setTimeout(120_000);
    const extension = await ensureOpenExtension('chrome');
    const world = await startDeployment();
    const code = parseSetupCode(await world.addMember('hanako', 'Hanako'));
    if (!code.ok) throw new Error(code.reason);
    const id = unpackedId(extension);
    const program = await managedProgram(MANAGEABLE_CHROMIUM, await documentedPolicies('Chromium', id));
    const context = await launchChromium({
      extension,
      program,
      proxyPort: world.proxy.port,
      spkiFingerprint: world.spkiFingerprint,
    });
    try {
      const origin = await extensionOrigin(context);
      expect(origin).toBe(`chrome-extension://${id}`);
      const page = await openedOnInstall(context);
      const options = new OptionsPage(page, origin);
      const production = page.getByRole('listitem', { name: 'Production' });
      await expect(production.getByText('From your organisation')).toBeVisible();
      await expect(production).toContainText(DUAL_STACK_ENDPOINT);
      await expect(production.getByRole('button', { name: 'Remove' })).toHaveCount(0);
      await expect(options.setupCode).toHaveCount(0);
      await expect(page.getByText('Set by your organisation.')).toBeVisible();
      await expect(page.getByRole('radio', { name: 'Also when a sign-in page opens' })).toBeDisabled();
      await expect(page.getByRole('radio', { name: 'Also when a sign-in page opens' })).toBeChecked();

      await production.getByLabel('Key').fill(code.value.key);
      await production.getByRole('button', { name: 'Save' }).click();
      await production.getByRole('button', { name: 'Test connection' }).click();
      await expect(production).toContainText('You are Hanako');

      const aws = new ConsolePage(page);
      await aws.open('/s3/buckets');
      await aws.prompt.allow.click();
      await aws.prompt.reload.click();
      await expect(aws.buckets).toBeVisible();
    } finally {
      await context.close();
      await world.close();
      await rm(dirname(program), { recursive: true });
    }
  });
}
