/** The floor: an observer of every added node that does nothing. */
new MutationObserver(() => undefined).observe(document, { subtree: true, childList: true });
