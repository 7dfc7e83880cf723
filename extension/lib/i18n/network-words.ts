import { type KnownNetwork, targetCounts } from '../backend/network-status.ts';
import type { PopupTranslator } from './popup-words.ts';

/** Whether this network is allowed; where only some of the accounts allow it, in how many. */
export function networkWords(network: KnownNetwork, { translate }: PopupTranslator): string {
  const counts = targetCounts(network);
  if (counts && counts.allowed > 0 && counts.allowed < counts.total) return translate('popup.partly', counts);
  return translate(network.status === 'allowed' ? 'popup.allowed' : 'popup.denied');
}
