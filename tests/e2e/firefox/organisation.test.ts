import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseSetupCode } from '@genkan/shared/codes/setup-code';
import { launchFirefox } from '../../support/browsers/launch-firefox.ts';
import { MANAGEABLE_FIREFOX } from '../../support/browsers/managed-firefox.ts';
import { canManage, managedProgram } from '../../support/browsers/managed-program.ts';
import { documentedPolicies } from '../flows/documented-policies.ts';
import { FirefoxTab } from './firefox-tab.ts';
import { expect, test } from './fixtures.ts';

// Not registered where it cannot run: the machine's own policies are left alone.
if (!canManage(MANAGEABLE_FIREFOX)) {
  console.info(
    'Policies of an organisation are not tried in Firefox: that takes root on Linux and firefox-esr of Debian.',
  );
} else {
  // A browser of its own.
  const TIMEOUT = { timeout: 120_000 };

  test(
    'the documented policy sets the extension up, and people need only their key',
    TIMEOUT,
    async ({ stage, world, allowedNow }) => {
      const code = parseSetupCode(stage.setupCode);
      if (!code.ok) throw new Error(code.reason);
      const program = await managedProgram(MANAGEABLE_FIREFOX, await documentedPolicies('Firefox'));
      const { extension } = stage;
      const browser = await launchFirefox({ extension, program, proxyPort: world.proxy.port });
      try {
        const tab = await FirefoxTab.open(browser);
        await tab.openOwn('options');
        await tab.see('From your organisation');
        await tab.see('Set by your organisation.');
        expect(await tab.page.$('#code')).toBeNull();
        expect(
          await (await tab.find('#prompt-signin')).evaluate((radio) => radio.matches(':checked:disabled')),
        ).toBe(true);
        await tab.type('Key', code.value.key);
        await tab.press('Save key');
        await tab.press('Test connection');
        await tab.see('You are Hanako');

        await tab.open('/s3/buckets');
        await tab.press('Allow this network');
        await tab.prompted('This network is allowed');
        expect(await allowedNow()).toContain('203.0.113.7/32');
      } finally {
        await browser.close();
        await rm(dirname(program), { recursive: true });
      }
    },
  );
}
