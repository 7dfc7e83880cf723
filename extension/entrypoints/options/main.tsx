import { render } from 'preact';
import browser from 'webextension-polyfill';
import { createBrowserEnvironment } from '../../lib/browser-environment.ts';
import { readHistory } from '../../lib/history.ts';
import { loadSettings } from '../../lib/settings-store.ts';
import { readDraft } from '../../lib/ui/draft.ts';
import { Options } from '../../lib/ui/Options.tsx';
import { createSpeaker } from '../../lib/words.ts';

const environment = createBrowserEnvironment();
const root = document.getElementById('app');

const draft = await readDraft(environment.storage.session);

async function show(): Promise<void> {
  const loaded = await loadSettings(environment.storage);
  const speaker = await createSpeaker(environment, loaded.settings.language);
  const history = await readHistory(environment.storage);
  if (root) render(<Options {...{ environment, loaded, speaker, draft, history }} />, root);
}

// The background learns accounts and endpoints, and an organisation's settings may come late.
browser.storage.onChanged.addListener((_, area) => {
  if (area !== 'session') void show();
});
await show();
