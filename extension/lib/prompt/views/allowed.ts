import { accessEnds, type KnownNetwork } from '../../backend/network-status.ts';
import { type NotEnded, notEndedWords } from '../../i18n/not-ended-words.ts';
import type { Connection } from '../../settings/settings.ts';
import type { PromptView } from '../view.ts';
import type { Parts } from './parts.ts';

/** Time AWS is given to notice, in milliseconds: about 4 s were measured, so ten are calm. */
export const PROPAGATION_MS = 10_000;

/** The views after a click that allowed the network. */
export function createAllowedViews(parts: Parts) {
  const { translator, translate, now, action, facts, failedNote, view } = parts;
  return {
    /** "Not now" came after the request: access can be ended again. */
    tooLate: (connection: Connection, network: KnownNetwork, failed?: NotEnded): PromptView =>
      view({
        state: 'ready',
        title: translate('prompt.tooLate.title'),
        text: failed ? notEndedWords(failed, translator, now) : [translate('prompt.tooLate.text')],
        facts: facts(connection, network, accessEnds(network)),
        actions: [action('end', 'action.endAccess', true), action('close', 'action.keep')],
      }),

    /** @param elapsed milliseconds since the network was allowed */
    propagating: (connection: Connection, network: KnownNetwork, elapsed: number): PromptView =>
      view({
        state: 'propagating',
        title: translate('prompt.propagating.title'),
        text: [translate('prompt.propagating.text'), ...failedNote(network).text],
        facts: facts(connection, network, accessEnds(network)),
        progress: { elapsed, total: PROPAGATION_MS, label: translate('prompt.propagating.label') },
        actions: [
          action('reload', 'action.reload'),
          ...failedNote(network).actions,
          action('close', 'action.close'),
        ],
      }),

    /** A sign-in page is not reloaded: a form that was posted would send the password again. */
    ready: (connection: Connection, network: KnownNetwork, signIn: boolean): PromptView =>
      view({
        state: 'ready',
        title: translate('prompt.ready.title'),
        text: [translate(signIn ? 'prompt.ready.signin' : 'prompt.ready.text'), ...failedNote(network).text],
        facts: facts(connection, network, accessEnds(network)),
        ...(signIn ? {} : { mayReload: true }),
        actions: [
          ...(signIn ? [] : [action('reload', 'action.reload', true)]),
          ...failedNote(network).actions,
          action('close', 'action.close'),
        ],
      }),

    /** What is left to do elsewhere stays until the person closes it. */
    done: (network?: KnownNetwork): PromptView => {
      const { text, actions } = failedNote(network);
      return view({
        state: text.length > 0 ? 'ready' : 'done',
        title: translate('prompt.done.title'),
        text: text.length > 0 ? text : [translate('prompt.done.text')],
        actions: [...actions, action('close', 'action.close')],
      });
    },
  };
}
