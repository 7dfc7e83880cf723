/**
 * Watches a page for text at error containers. Costs nothing while there is none: the browser's style matching starts
 * an animation on such an element (`entrypoints/error-containers.css`), and only that element is then observed.
 */

import { mayBeDenial } from '../aws/denials/prefilter.ts';
import { ANIMATION, isPageError } from '../aws/error-containers.ts';
import { MAX_TEXT_LENGTH, MAX_TEXTS } from '../messages/text-limits.ts';

/** Several errors of one page load come in one report; and a page that flickers reports at most this often. */
const GATHER_MS = 30;
const PAUSE_MS = 500;

export interface PageWatch {
  /** The elements that show what may be a denial right now, and their texts. */
  denials(): ReadonlyMap<Element, string>;
}

/** @param report told the texts that appeared or changed and may be denials */
export function watchPage(document: Document, report: (texts: string[]) => void): PageWatch {
  const places = new Map<Element, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;

  const canBeDenial = (text: string) => mayBeDenial(text, document.documentElement.lang);
  const observer = new MutationObserver(soon);

  function soon(): void {
    if (timer === undefined) timer = setTimeout(read, Math.max(GATHER_MS, last + PAUSE_MS - Date.now()));
  }

  function watch(): void {
    for (const place of places.keys()) {
      observer.observe(place, { childList: true, characterData: true, subtree: true });
    }
  }

  function read(): void {
    timer = undefined;
    last = Date.now();
    const texts = new Set<string>();
    let gone = false;
    for (const [place, before] of places) {
      if (!place.isConnected) {
        places.delete(place);
        gone = true;
        continue;
      }
      const text = textOf(place);
      places.set(place, text);
      if (text !== before && canBeDenial(text)) texts.add(text);
    }
    if (gone) {
      // An observer cannot let go of one element alone.
      observer.disconnect();
      watch();
    }
    if (texts.size > 0) report([...texts].slice(0, MAX_TEXTS));
  }

  document.addEventListener(
    'animationstart',
    (event) => {
      const place = event.target;
      if (event.animationName !== ANIMATION || !(place instanceof HTMLElement) || !isPageError(place)) return;
      // A place that is shown again speaks again.
      places.set(place, '');
      observer.observe(place, { childList: true, characterData: true, subtree: true });
      soon();
    },
    true,
  );

  return {
    denials: () =>
      new Map(
        [...places.keys()].flatMap((place) => {
          const text = place.isConnected && place.checkVisibility() ? textOf(place) : '';
          return canBeDenial(text) ? [[place, text]] : [];
        }),
      ),
  };
}

function textOf(place: Element): string {
  // biome-ignore lint/performance/useDomNodeTextContent: only what is visible counts, with its line breaks; rare
  return (place instanceof HTMLElement ? place.innerText : (place.textContent ?? '')).slice(
    0,
    MAX_TEXT_LENGTH,
  );
}
