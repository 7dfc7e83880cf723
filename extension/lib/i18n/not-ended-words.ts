import type { ApiFailure } from '../backend/client.ts';
import { type AccountProblem, accountProblems, failureWords } from './failure-words.ts';
import type { PopupTranslator } from './popup-words.ts';

/** What kept a lease from ending: everywhere, or in some of the member's accounts. */
export type NotEnded = ApiFailure | readonly AccountProblem[];

/** A lease that has not ended everywhere, a line for each problem. */
export function notEndedWords(failed: NotEnded, translator: PopupTranslator, now: number): readonly string[] {
  if (!isOfAccounts(failed)) return [failureWords(failed, translator, now)];
  return accountProblems(failed, translator, now).map((each) => translator.translate('popup.notEnded', each));
}

export function isOfAccounts(failed: NotEnded): failed is readonly AccountProblem[] {
  return Array.isArray(failed);
}
