import { useEffect, useState } from 'react';

const MOVED = 'genkan-console-moved';

/** Single-page navigation, as inside a service of the real console. */
export function go(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new Event(MOVED));
}

/** The current path and query, kept up to date. */
export function useLocation(): URL {
  const [url, setUrl] = useState(() => new URL(location.href));
  useEffect(() => {
    const update = () => setUrl(new URL(location.href));
    addEventListener(MOVED, update);
    addEventListener('popstate', update);
    return () => {
      removeEventListener(MOVED, update);
      removeEventListener('popstate', update);
    };
  }, []);
  return url;
}
