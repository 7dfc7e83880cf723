import type { ApiFailure } from '../../backend/client.ts';
import type { KnownNetwork } from '../../backend/network-status.ts';
import { type FailedTarget, failedTargets, type Target } from '../../backend/target.ts';
import { accountProblems, failureWords } from '../../i18n/failure-words.ts';
import type { PromptAction, PromptView } from '../view.ts';
import { listed, type Parts } from './parts.ts';

/** The page's account, which a grant did not reach. */
type OwnFailure = FailedTarget & Pick<Target, 'name'>;

/** Failures that a look at the options can cure. */
const OPTIONS_HELP = new Set(['unauthorized', 'not_genkan', 'not_found']);

/** The views of a backend that could not be asked, or that could not allow the network. */
export function createFailedViews(parts: Parts) {
  const { translator, translate, now, action, allowing, failedNote, retry, view } = parts;

  function optionsHelp({ kind }: ApiFailure): readonly PromptAction[] {
    return OPTIONS_HELP.has(kind) ? [action('options', 'action.options')] : [];
  }

  return {
    /** The backend could not be asked. Asking again grants nothing. */
    unknown: (failure: ApiFailure): PromptView =>
      view({
        state: 'problem',
        title: translate('prompt.unknown.title'),
        text: [failureWords(failure, translator, now)],
        actions: [
          action('again', 'action.retry', true),
          ...optionsHelp(failure),
          action('notNow', 'action.notNow'),
        ],
      }),

    /** Allowing failed in the page's own account, and reached others: the own one comes first. */
    partly: (network: KnownNetwork, own: readonly OwnFailure[]): PromptView => {
      const others = failedTargets(network.targets).filter(({ id }) => own.every((each) => each.id !== id));
      return view({
        state: 'problem',
        title: translate('prompt.partly.title', { account: own.map(({ name }) => name).join(', ') }),
        text: [
          ...new Set(own.map(({ failure }) => failureWords(failure, translator, now))),
          ...failedNote(network).text.slice(0, 1),
          ...accountProblems(others, translator, now).map((each) => translate('accounts.problem', each)),
        ],
        actions: [...retry(network, true), action('notNow', 'action.notNow')],
      });
    },

    /** Allowing failed, for every address or for one family of two. */
    problem: (failure: ApiFailure, part?: KnownNetwork): PromptView =>
      view({
        state: 'problem',
        title: translate('prompt.problem.title'),
        text: [
          ...(part
            ? [
                translate('prompt.family.text', {
                  allowed: listed(part, true),
                  denied: listed(part, false),
                }),
              ]
            : []),
          failureWords(failure, translator, now),
        ],
        actions: [
          allowing(action('allow', 'action.retry', true)),
          ...optionsHelp(failure),
          action('notNow', 'action.notNow'),
        ],
      }),
  };
}
