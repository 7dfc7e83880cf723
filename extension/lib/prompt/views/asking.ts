import { leaseEnd } from '@genkan/shared/lease/end';
import type { NetworkHere } from '../../backend/network-for.ts';
import type { KnownNetwork } from '../../backend/network-status.ts';
import { leftWords } from '../../i18n/until-words.ts';
import type { Connection } from '../../settings/settings.ts';
import type { PromptView } from '../view.ts';
import { accountLines, type Parts } from './parts.ts';

/** An account the person can choose, and how this network stands there. */
export interface Choice {
  readonly connection: Connection;
  readonly network: NetworkHere;
}

/** The views in which a click allows the network, and the one while it is on its way. */
export function createAskingViews(parts: Parts) {
  const { translator, translate, now, action, allowing, facts, addressesOf, view } = parts;
  return {
    /** @param details.interrupted the background was stopped before it had carried out the person's click */
    asking: (
      connection: Connection,
      network: NetworkHere,
      details: { signIn?: boolean; interrupted?: boolean } = {},
    ): PromptView =>
      view({
        state: 'asking',
        title: translate(details.signIn ? 'prompt.signin.title' : 'prompt.asking.title'),
        text: [
          translate(
            details.interrupted
              ? 'prompt.interrupted'
              : details.signIn
                ? 'prompt.signin.text'
                : 'prompt.asking.text',
          ),
          ...(network.targets ? [translate('prompt.asking.accounts')] : []),
        ],
        facts: facts(connection, network, leaseEnd({ now, ...network })),
        actions: [allowing(action('allow', 'action.allow', true)), action('notNow', 'action.notNow')],
      }),

    /** The page's account is not known, or several connections fit. */
    choosing: (choices: readonly [Choice, ...Choice[]]): PromptView =>
      view({
        state: 'asking',
        title: translate('prompt.choose.title'),
        text: [translate('prompt.choose.text')],
        facts: [[translate('prompt.fact.address'), addressesOf(choices[0].network), 'address']],
        actions: [
          ...choices.map(({ connection, network }) =>
            allowing({
              id: `allow:${connection.id}`,
              label: translate('action.allowFor', {
                account: accountWords(accountLines(connection, network)),
              }),
              ...(choices.length === 1 ? { primary: true } : {}),
            }),
          ),
          action('notNow', 'action.notNow'),
        ],
      }),

    /** The person's click is on its way; the page was loaded anew meanwhile, or the person thought better of it. */
    allowing: (details: { cancelled: boolean }): PromptView =>
      view({
        state: 'allowing',
        title: translate('prompt.allowing.title'),
        text: [translate(details.cancelled ? 'prompt.cancelling.text' : 'prompt.allowing.text')],
        progress: { elapsed: 0, label: translate('prompt.allowing.title') },
        actions: details.cancelled ? [] : [action('notNow', 'action.notNow')],
      }),

    /** Access ends soon. */
    ending: (connection: Connection, network: KnownNetwork, until: number): PromptView =>
      view({
        state: 'ending',
        title: translate('prompt.ending.title', { left: leftWords(translator, until, now) }),
        text: [translate('prompt.ending.text')],
        facts: facts(connection, network, until),
        actions: [allowing(action('allow', 'action.extend', true)), action('notNow', 'action.notNow')],
      }),
  };
}

/** "Production (123456789012)": what the person calls the account, and which one it is. */
function accountWords([name, accountId]: readonly string[]): string {
  return accountId === undefined ? `${name}` : `${name} (${accountId})`;
}
