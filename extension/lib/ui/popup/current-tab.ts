import browser from 'webextension-polyfill';
import { call } from '../shared/call.ts';
import type { Tab } from './TabNotes.tsx';

/** The tab that the popup was opened over; needs no permission, because nothing but its id is read. */
export async function currentTab(): Promise<Tab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return undefined;
  const status = await call('tabStatus', { tabId: tab.id });
  return status.isAws ? { id: tab.id, status } : undefined;
}
