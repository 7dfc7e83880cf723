/** The naive baseline: on any mutation at all, read the page's text and look for the message. */
const denial = /is not authorized to perform|explicit deny|explicitly denies/;
new MutationObserver(() => {
  // biome-ignore lint/performance/useDomNodeTextContent: its price is what this baseline shows
  if (denial.test(document.body?.innerText ?? '')) document.documentElement.dataset['denied'] = 'yes';
}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
