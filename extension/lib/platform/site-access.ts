import browser from 'webextension-polyfill';
import { AWS_PATTERNS } from '../aws/hosts.ts';

/**
 * The pages that the extension works on. Chromium and Firefox treat the content script's matches as access that the person
 * can withdraw: Chromium under "Site access", Firefox under "Permissions" of the add-on.
 * https://developer.chrome.com/docs/extensions/develop/concepts/declare-permissions
 */
const ACCESS = { origins: [...AWS_PATTERNS] };

/** Whether the extension may work on AWS's pages. */
export function hasSiteAccess(): Promise<boolean> {
  return browser.permissions.contains(ACCESS);
}

/** Asks the person for the access again. Only from a click: the browser refuses it otherwise. */
export function requestSiteAccess(): Promise<boolean> {
  return browser.permissions.request(ACCESS);
}

/** Reports when access was given or withdrawn. */
export function onSiteAccessChanged(listener: () => void): () => void {
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(listener);
  onRemoved.addListener(listener);
  return () => {
    onAdded.removeListener(listener);
    onRemoved.removeListener(listener);
  };
}
