import type { ApiFailure } from '../../backend/client.ts';
import { accessEnds, type KnownNetwork } from '../../backend/network-status.ts';
import { failureWords } from '../../i18n/failure-words.ts';
import type { Connection } from '../../settings/settings.ts';
import type { PromptView } from '../view.ts';
import type { Parts } from './parts.ts';

/** Time AWS is given to notice, in milliseconds: about 4 s were measured, so ten are calm. */
export const PROPAGATION_MS = 10_000;

/** The views after a click that allowed the network. */
export function createAllowedViews(parts: Parts) {
  const { translator, translate, now, action, facts, view } = parts;
  return {
    /** "Not now" came after the request: access can be ended again. */
    tooLate: (connection: Connection, network: KnownNetwork, failure?: ApiFailure): PromptView =>
      view({
        state: 'ready',
        title: translate('prompt.tooLate.title'),
        text: [failure ? failureWords(failure, translator, now) : translate('prompt.tooLate.text')],
        facts: facts(connection, network, accessEnds(network)),
        actions: [action('end', 'action.endAccess', true), action('close', 'action.keep')],
      }),

    /** @param elapsed milliseconds since the network was allowed */
    propagating: (connection: Connection, network: KnownNetwork, elapsed: number): PromptView =>
      view({
        state: 'propagating',
        title: translate('prompt.propagating.title'),
        text: [translate('prompt.propagating.text')],
        facts: facts(connection, network, accessEnds(network)),
        progress: { elapsed, total: PROPAGATION_MS, label: translate('prompt.propagating.label') },
        actions: [action('reload', 'action.reload'), action('close', 'action.close')],
      }),

    /** A sign-in page is not reloaded: a form that was posted would send the password again. */
    ready: (connection: Connection, network: KnownNetwork, signIn: boolean): PromptView =>
      view({
        state: 'ready',
        title: translate('prompt.ready.title'),
        text: [translate(signIn ? 'prompt.ready.signin' : 'prompt.ready.text')],
        facts: facts(connection, network, accessEnds(network)),
        ...(signIn ? {} : { mayReload: true }),
        actions: [
          ...(signIn ? [] : [action('reload', 'action.reload', true)]),
          action('close', 'action.close'),
        ],
      }),

    done: (): PromptView =>
      view({
        state: 'done',
        title: translate('prompt.done.title'),
        text: [translate('prompt.done.text')],
        actions: [action('close', 'action.close')],
      }),
  };
}
