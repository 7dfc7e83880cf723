import { render } from 'preact';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { firstOverview, keptOverview } from '../lib/background/overview.ts';
import { createPopupTranslator } from '../lib/i18n/popup-words.ts';
import { createBrowserEnvironment } from '../lib/platform/browser-environment.ts';
import { loadSettings } from '../lib/settings/store.ts';
import { Popup } from '../lib/ui/popup/Popup.tsx';

/**
 * The popup opens with what is known (one storage read), then asks. Only the very first time the settings are read here.
 * One script of its own, with its style inside of the page: each further file would keep the person waiting.
 */
export default defineUnlistedScript(async () => {
  const environment = createBrowserEnvironment();
  const known =
    (await keptOverview(environment)) ?? firstOverview((await loadSettings(environment.storage)).settings);
  const translator = await createPopupTranslator(environment, known.language);
  const root = document.getElementById('app');
  if (root) render(<Popup environment={environment} known={known} translator={translator} />, root);
});
