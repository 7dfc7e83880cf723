/**
 * Where live errors stand on AWS pages: Cloudscape's flashbars (its current Flashbar has no role), alerts, error status
 * indicators and empty states, and whatever says `role="alert"`. `entrypoints/error-containers.css` watches the same
 * selectors; a test compares the two.
 */
export const ERROR_CONTAINERS = [
  '[class*="awsui_flash_"]',
  '[class*="awsui_alert_"]',
  '[class*="awsui_status-error_"]:not(td *)',
  '[class*="awsui_empty_"]',
  '[class*="awsui-flash-type"]',
  '[class*="awsui-alert-type"]',
  '[role="alert"]',
] as const;

/** Name of the animation that tells the content script that such a place came into view. */
export const ANIMATION = 'genkan-error-container';

/** The same words in a table's rows, logs, code, editors or documentation are not errors of this page. */
const QUOTED = [
  'td:not([class*="awsui_cell-merged"])',
  '[role="gridcell"]',
  'code',
  'pre',
  'textarea',
  '[contenteditable]',
  '[class*="awsui_help-panel"]',
  '[class*="awsui_code-"]',
  '[class*="ace_editor"]',
  '[class*="monaco-editor"]',
  '[class*="cm-editor"]',
  '[class*="xterm"]',
  '[role="log"]',
].join();

/** Whether an element at an error container is the page speaking, not quoting. */
export const isPageError = (element: Element): boolean => element.closest(QUOTED) === null;
