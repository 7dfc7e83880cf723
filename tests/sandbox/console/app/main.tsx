import '@cloudscape-design/global-styles/index.css';
import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { createRoot } from 'react-dom/client';
import { ConsoleShell } from './ConsoleShell.tsx';
import { LogFrame } from './pages/LogFrame.tsx';
import { SignIn } from './pages/SignIn.tsx';

applyMode(matchMedia('(prefers-color-scheme: dark)').matches ? Mode.Dark : Mode.Light);

const root = document.getElementById('app');
if (root === null) throw new Error('The page has no #app element.');
createRoot(root).render(page());

function page() {
  if (/(^|\.)signin\./.test(location.hostname)) return <SignIn />;
  if (location.pathname.startsWith('/cloudwatch/frame')) return <LogFrame />;
  return <ConsoleShell />;
}
