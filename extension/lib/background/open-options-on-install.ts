import browser from 'webextension-polyfill';
import type { Environment } from '../platform/environment.ts';
import { loadSettings } from '../settings/store.ts';

/** How long an installation by a policy waits for the settings of that policy, in milliseconds. */
const POLICY_WAIT_MS = 10_000;

/**
 * Opens the options page after the installation, unless the organisation has given everything there is to set up. Chromium
 * installs an extension before it has handed over the settings that the same policy gives it; a page that opens before
 * would offer what the organisation has locked.
 */
export async function openOptionsOnInstall(environment: Environment): Promise<void> {
  const managed = browser.storage.managed.get().catch(() => ({}));
  if (Object.keys(await managed).length === 0 && (await isInstalledByPolicy())) await policyArrives();
  const { settings } = await loadSettings(environment.storage);
  const needsSetUp = settings.connections.every(({ key }) => key === '');
  if (needsSetUp) await environment.openOptions();
}

/** `management.getSelf` needs no permission. */
async function isInstalledByPolicy(): Promise<boolean> {
  const self = await browser.management?.getSelf?.().catch(() => undefined);
  return self?.installType === 'admin';
}

function policyArrives(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      browser.storage.onChanged.removeListener(listen);
      resolve();
    };
    const listen = (_: unknown, area: string) => {
      if (area === 'managed') done();
    };
    browser.storage.onChanged.addListener(listen);
    setTimeout(done, POLICY_WAIT_MS);
  });
}
