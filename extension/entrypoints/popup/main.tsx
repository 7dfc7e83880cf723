import { render } from 'preact';
import * as v from 'valibot';
import { createBrowserEnvironment } from '../../lib/browser-environment.ts';
import { firstOverview, OVERVIEW_KEY, overviewSchema } from '../../lib/overview.ts';
import { loadSettings } from '../../lib/settings-store.ts';
import { Popup } from '../../lib/ui/Popup.tsx';

/** Opens with what is known (one storage read), then asks. Only the very first time the settings are read here. */
const environment = createBrowserEnvironment();
const stored = v.safeParse(overviewSchema, await environment.storage.session.get(OVERVIEW_KEY));
const known = stored.success
  ? stored.output
  : firstOverview((await loadSettings(environment.storage)).settings);
const root = document.getElementById('app');
if (root) render(<Popup environment={environment} known={known} />, root);
