/** The careful baseline: added nodes are kept, and idle slices look for error places among them by selector. */
const denial = /is not authorized to perform|explicit deny|explicitly denies/;
const places = '[role=alert],[role=status],[class*=awsui_flash_],[class*=awsui_alert_],[class*=awsui_error]';
const waiting = new Set<Element>();
let asked = false;

function look(element: Element): void {
  const found = element.matches(places) ? [element] : element.querySelectorAll(places);
  for (const place of found)
    if (denial.test(place.textContent ?? '')) document.documentElement.dataset['denied'] = 'yes';
}

function drain(deadline: IdleDeadline): void {
  asked = false;
  for (const element of waiting) {
    waiting.delete(element);
    if (element.isConnected) look(element);
    if (deadline.timeRemaining() < 1) break;
  }
  if (waiting.size > 0) ask();
}

function ask(): void {
  if (asked) return;
  asked = true;
  requestIdleCallback(drain, { timeout: 1000 });
}

new MutationObserver((records) => {
  for (const { addedNodes } of records)
    for (const node of addedNodes) if (node instanceof Element) waiting.add(node);
  if (waiting.size > 0) ask();
}).observe(document, { subtree: true, childList: true });
