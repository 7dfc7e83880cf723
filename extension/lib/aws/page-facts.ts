import type { RawPage } from './page-schema.ts';

/** What a page states about itself, as it stands there. */
export function pageFacts({ document, location }: Window): RawPage {
  const session = document.querySelector('meta[name="awsc-session-data"]')?.getAttribute('content');
  const account = document.querySelector<HTMLInputElement>('input[name="account"]')?.value;
  return {
    host: location.hostname,
    language: document.documentElement.lang,
    ...(session ? { session } : {}),
    ...(account ? { account } : {}),
  };
}

/** What stands around the content of a page and says nothing about whether the page worked. */
const FRAME =
  'h1,h2,h3,h4,h5,h6,button,a,nav,header,footer,label,th,script,style,noscript,[class*="awsui_empty_"]';

/** Something to work with, or another page: reloading could lose what is in it. */
const WORK = 'iframe,input:not([type="search"]),textarea,video,canvas';

/** A panel of Cloudscape, below its header, and the body of a table. */
const PANEL = '[class*="awsui_content-inner_"],tbody';

/** How many characters of plain text a page may show outside of its panels and still count as "everything failed". */
const MAX_OTHER_TEXT_LENGTH = 200;

/** Elements, and maybe what they say. */
type Places = Pick<ReadonlyMap<Element, unknown>, 'has' | 'keys' | 'size'>;

/** Whether a page shows nothing but its denials, so that reloading it can lose nothing that was read. */
export function everythingFailed(document: Document, denials: Places): boolean {
  const main = document.querySelector('main,[role="main"]') ?? document.body;
  if (denials.size === 0) return false;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
    if (denials.has(node) || node.matches(FRAME) || !rendered(node)) return NodeFilter.FILTER_REJECT;
    return node.matches(WORK) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  let length = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node instanceof Element) return false;
    const text = node.textContent?.trim().length ?? 0;
    // A panel with any other text than a denial was served, however short the text is.
    const panel = text > 0 && node.parentElement?.closest(PANEL);
    if (panel && main.contains(panel) && !contains(panel, denials)) return false;
    length += text;
  }
  return length <= MAX_OTHER_TEXT_LENGTH;
}

/** Whether a person can see it: consoles keep closed help panels and words for screen readers alone in their pages. */
function rendered(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true }) || element.matches('[aria-hidden="true"]'))
    return false;
  const { width, height } = element.getBoundingClientRect();
  return width * height > 1 || !/hidden|clip/.test(getComputedStyle(element).overflow);
}

function contains(panel: Element, denials: Places): boolean {
  return [...denials.keys()].some((denial) => panel.contains(denial));
}
