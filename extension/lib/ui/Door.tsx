import type { Badge } from '../environment.ts';

/** The entrance, open or shut: the same picture as the toolbar button. */
export function Door({ state }: { state: Badge['state'] }) {
  return (
    <svg
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
      stroke-width="3"
    >
      <path d="M2 8h28M5 8v21M27 8v21" />
      {state === 'allowed' ? (
        <path d="M10 13v16M5 29h22" />
      ) : (
        <path d="M16 13v16M10.5 13v16M21.5 13v16M5 13h22" />
      )}
    </svg>
  );
}
