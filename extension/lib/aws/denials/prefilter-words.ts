/**
 * The words of all signals as two regular expressions. The build replaces this module by what it evaluates to
 * (`wxt.config.ts`), so that the content script carries the words and none of the rules.
 */
import { identityPolicy } from './identity-policy.ts';
import { wordings } from './wordings.ts';

const anyOf = (sources: readonly (string | undefined)[]) =>
  new RegExp([...new Set(sources.flatMap((source) => source?.split('|') ?? []))].join('|'), 'i');

/** A text without any of these is no denial in any wording that is known. */
export const WORDS = anyOf([identityPolicy.words, ...wordings.map(({ words }) => words)]);

/** The same for the text of a sign-in page. */
export const SIGN_IN_WORDS = anyOf(wordings.map(({ words, isSignIn }) => (isSignIn ? words : undefined)));
