import { MAX_TEXTS } from '../messages/text-limits.ts';

/** How often the page is looked at while AWS applies the policy, in milliseconds. */
const RECHECK_INTERVAL_MS = 1000;

/**
 * Waits until the page shows its denials no longer, or the time has passed: whichever is first.
 * @param denials the denials that the page shows now, by their element
 * @param left the longest time to wait, in milliseconds
 * @param end gets the texts of the denials that are still there
 * @returns stops the wait
 */
export function watchRecovery(
  denials: () => ReadonlyMap<Element, string>,
  left: number,
  end: (texts: string[]) => void,
): () => void {
  const latest = Date.now() + left;
  const hadDenials = denials().size > 0;
  const recheck = setInterval(() => {
    const shown = denials();
    if (Date.now() < latest && (shown.size > 0 || !hadDenials)) return;
    clearInterval(recheck);
    end([...shown.values()].slice(0, MAX_TEXTS));
  }, RECHECK_INTERVAL_MS);
  return () => clearInterval(recheck);
}
