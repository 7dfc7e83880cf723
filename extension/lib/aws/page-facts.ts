/** What a page says about itself. Hints, never proof: the backend decides. */

/** The account of the page: from the console's session data, a multi-session host, or a sign-in host. */
export function pageAccount(window: Window): string | undefined {
  const content = window.document.querySelector('meta[name="awsc-session-data"]')?.getAttribute('content');
  return (
    /"accountId"\s*:\s*"(\d{12})"/.exec(content ?? '')?.[1] ??
    /^(\d{12})(?:-[a-z0-9]+)?\./.exec(window.location.hostname)?.[1]
  );
}

/** What stands around the content of a page and says nothing about whether the page worked. */
const FRAME = 'h1,h2,h3,h4,h5,h6,button,a,nav,header,footer,label,th,script,style,noscript';

/** How many characters of plain text a page may show and still count as "everything failed". */
const SLACK = 200;

/** Whether a page shows nothing but its refusals, so that reloading it can lose nothing that was read. */
export function everythingFailed(document: Document, refusals: ReadonlySet<Element>): boolean {
  const main = document.querySelector('main,[role="main"]') ?? document.body;
  if (refusals.size === 0 || main.querySelector('iframe,input:not([type="search"]),textarea,video,canvas')) {
    return false;
  }
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
    return refusals.has(node) || node.matches(FRAME) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  let length = 0;
  while (length <= SLACK && walker.nextNode()) length += walker.currentNode.textContent?.trim().length ?? 0;
  return length <= SLACK;
}
