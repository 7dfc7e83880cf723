import { render } from 'preact';
import * as v from 'valibot';
import { createBrowserEnvironment } from '../../lib/browser-environment.ts';
import { OVERVIEW_KEY, overviewSchema } from '../../lib/overview.ts';
import { loadSettings } from '../../lib/settings-store.ts';
import { Popup } from '../../lib/ui/Popup.tsx';
import { pageWords } from '../../lib/ui/page-words.ts';

/** Opens with what is known (one storage read), then asks. */
const environment = createBrowserEnvironment();
const [{ settings }, stored] = await Promise.all([
  loadSettings(environment.storage),
  environment.storage.session.get(OVERVIEW_KEY),
]);
const cached = v.safeParse(overviewSchema, stored);
const root = document.getElementById('app');
if (root) {
  render(
    <Popup
      speaker={pageWords(settings, 'prompt.label')}
      environment={environment}
      hasConnection={settings.connections.some(({ key }) => key !== '')}
      cached={cached.success ? cached.output : undefined}
    />,
    root,
  );
}
