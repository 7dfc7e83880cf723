/** What the prompt's views are made of: facts, actions, and the frame around them. */
import type { KnownNetwork } from '../../backend/network-status.ts';
import type { BackgroundKey, BackgroundTranslator } from '../../i18n/background-words.ts';
import { untilWords } from '../../i18n/until-words.ts';
import { connectionName } from '../../settings/connection-name.ts';
import type { Connection } from '../../settings/settings.ts';
import type { Fact, PromptAction, PromptView } from '../view.ts';

type Body = Omit<PromptView, 'lang' | 'whenUpdated'>;

/** @param now milliseconds since the epoch */
export function createParts(translator: BackgroundTranslator, now: number) {
  const { translate } = translator;

  const action = (id: PromptAction['id'], key: BackgroundKey, primary = false): PromptAction => ({
    id,
    label: translate(key),
    ...(primary ? { primary } : {}),
  });

  const allowing = (given: PromptAction): PromptAction => ({
    ...given,
    busy: translate('prompt.allowing.title'),
  });

  const addressesOf = ({ observations }: KnownNetwork) =>
    observations.map(({ address }) => address).join('\n');

  const untilFact = (until: number | undefined): readonly Fact[] =>
    until === undefined
      ? []
      : [[translate('prompt.fact.until'), untilWords(translator, until, now), 'words']];

  function facts(connection: Connection, network: KnownNetwork, until: number | undefined): readonly Fact[] {
    return [
      [
        translate('prompt.fact.account'),
        [...new Set([connectionName(connection), network.accountId])].join('\n'),
      ],
      [translate('prompt.fact.member'), network.member],
      [translate('prompt.fact.address'), addressesOf(network), 'address'],
      ...untilFact(until),
    ];
  }

  const view = (body: Body): PromptView => ({
    ...body,
    lang: translator.language,
    whenUpdated: {
      title: translate('prompt.updated.title'),
      text: translate('prompt.updated.text'),
      reload: translate('action.reload'),
    },
  });

  return { translator, translate, now, action, allowing, facts, addressesOf, view };
}

export type Parts = ReturnType<typeof createParts>;

/** The addresses that are allowed, or those that are not, in one line. */
export function listed({ observations }: KnownNetwork, allowed: boolean): string {
  return observations
    .filter((each) => each.allowed === allowed)
    .map(({ address }) => address)
    .join(', ');
}
