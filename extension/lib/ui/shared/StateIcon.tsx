import type { Badge } from '../../platform/environment.ts';

const SHUT = 'M8 4h16v20h4v4H4v-4h4zM20 14v4h2v-4z';
const OPEN = 'M8 4h16v20h4v4H4v-4h4zM12 8v16h8V8z';

/** The entrance, open or shut: the picture of the toolbar button (icons/*.svg). */
export function StateIcon({ state }: { state: Badge['state'] }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false" fill="currentColor">
      <path fill-rule="evenodd" d={state === 'allowed' ? OPEN : SHUT} />
    </svg>
  );
}
