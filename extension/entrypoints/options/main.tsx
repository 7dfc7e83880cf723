import { render } from 'preact';
import browser from 'webextension-polyfill';
import { readHistory } from '../../lib/background/history.ts';
import { createTranslator } from '../../lib/i18n/words.ts';
import { createBrowserEnvironment } from '../../lib/platform/browser-environment.ts';
import { loadSettings } from '../../lib/settings/store.ts';
import { readDraft } from '../../lib/ui/connections/draft.ts';
import { Options } from '../../lib/ui/options/Options.tsx';

const environment = createBrowserEnvironment();
const root = document.getElementById('app');

const draft = await readDraft(environment.storage.session);

async function show(): Promise<void> {
  const loaded = await loadSettings(environment.storage);
  const translator = await createTranslator(environment, loaded.settings.language);
  const history = await readHistory(environment.storage);
  if (root) render(<Options {...{ environment, loaded, translator, draft, history }} />, root);
}

// The background learns accounts and endpoints, and an organisation's settings may come late.
browser.storage.onChanged.addListener((_, area) => {
  if (area !== 'session') void show();
});
await show();
