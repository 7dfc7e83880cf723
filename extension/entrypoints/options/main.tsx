import { render } from 'preact';
import { createBrowserEnvironment } from '../../lib/browser-environment.ts';
import { loadSettings } from '../../lib/settings-store.ts';
import { Options } from '../../lib/ui/Options.tsx';

const environment = createBrowserEnvironment();
const loaded = await loadSettings(environment.storage);
const root = document.getElementById('app');
if (root) render(<Options environment={environment} loaded={loaded} />, root);
