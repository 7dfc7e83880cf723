import type { ComponentChildren } from 'preact';
import { type AccountProblem, accountProblems } from '../../i18n/failure-words.ts';
import type { PopupTranslator } from '../../i18n/popup-words.ts';

/** What happened in which accounts, a line for each problem, and what can be done about it. */
export function AccountProblems(props: {
  translator: PopupTranslator;
  failed: readonly AccountProblem[];
  words: 'accounts.problem' | 'popup.notEnded';
  now: number;
  children?: ComponentChildren;
}) {
  const { translator, failed, words, now, children } = props;
  return (
    <div class="note warn stack" role="alert">
      {accountProblems(failed, translator, now).map((each) => (
        <p key={each.accounts}>{translator.translate(words, each)}</p>
      ))}
      {children}
    </div>
  );
}
