import type { ApiFailure } from '../backend/client.ts';
import type { PopupTranslator } from './popup-words.ts';

/** A time that is nearer than this is "a moment", milliseconds. */
const SOON_MS = 60_000;

/** What happened and what to do next. */
export function failureWords(
  { kind, retryAt }: ApiFailure,
  translator: PopupTranslator,
  now: number,
): string {
  if (retryAt === undefined) return translator.translate(`problem.${kind}`);
  const time = translator.time(retryAt, now);
  if (kind === 'policy_full') return translator.translate('problem.policy_full_until', { time });
  const problem = translator.translate(`problem.${kind}`);
  return retryAt - now < SOON_MS ? problem : translator.translate('problem.withTime', { problem, time });
}

/** A problem of some of the member's accounts. */
export interface AccountProblem {
  readonly name: string;
  readonly failure: ApiFailure;
}

/** Accounts with the same problem share a line: "Staging, Development" and what happened there. */
export function accountProblems(
  failed: readonly AccountProblem[],
  translator: PopupTranslator,
  now: number,
): readonly { readonly accounts: string; readonly problem: string }[] {
  const separator = /^(ja|zh)/.test(translator.language) ? '、' : ', ';
  const problems = failed.map(({ failure }) => failureWords(failure, translator, now));
  return [...new Set(problems)].map((problem) => ({
    accounts: failed
      .flatMap(({ name }, index) => (problems[index] === problem ? [name] : []))
      .join(separator),
    problem,
  }));
}

/** What an administrator needs to find the failure: for the clipboard, in English as the backend writes it. */
export function failureDetails({ kind, detail, requestId, retryAt }: ApiFailure, now: number): string {
  return [
    `Genkan: ${kind}`,
    ...(detail === undefined ? [] : [detail]),
    ...(requestId === undefined ? [] : [`Request id: ${requestId}`]),
    ...(retryAt === undefined ? [] : [`Retry at: ${new Date(retryAt).toISOString()}`]),
    `Seen at: ${new Date(now).toISOString()}`,
  ].join('\n');
}
