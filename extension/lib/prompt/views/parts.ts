/** What the prompt's views are made of: facts, actions, and the frame around them. */
import type { NetworkHere } from '../../backend/network-for.ts';
import { type KnownNetwork, targetCounts } from '../../backend/network-status.ts';
import { failedTargets, targetsToRetry } from '../../backend/target.ts';
import type { BackgroundKey, BackgroundTranslator } from '../../i18n/background-words.ts';
import { accountProblems } from '../../i18n/failure-words.ts';
import { untilWords } from '../../i18n/until-words.ts';
import { connectionName, shortList } from '../../settings/connection-name.ts';
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

  function facts(connection: Connection, network: NetworkHere, until: number | undefined): readonly Fact[] {
    return [
      [translate('prompt.fact.account'), accountLines(connection, network).join('\n')],
      [translate('prompt.fact.member'), network.member],
      [translate('prompt.fact.address'), addressesOf(network), 'address'],
      ...untilFact(until),
    ];
  }

  /** Which of the member's accounts the last grant did not reach and why, and the action that tries those again. */
  function failedNote(network: KnownNetwork | undefined): {
    readonly text: readonly string[];
    readonly actions: readonly PromptAction[];
  } {
    const failed = failedTargets(network?.targets);
    const counts = network && targetCounts(network);
    if (!counts || failed.length === 0) return { text: [], actions: [] };
    const lines = accountProblems(failed, translator, now).map((each) => translate('accounts.problem', each));
    return { text: [translate('prompt.partly.text', counts), ...lines], actions: retry(network) };
  }

  function retry({ targets }: KnownNetwork, primary = false): readonly PromptAction[] {
    const again = targetsToRetry(targets);
    if (again.length === 0) return [];
    const label = translate('action.retryFor', { accounts: shortList(again.map(({ name }) => name)) });
    return [allowing({ id: 'retry', label, ...(primary ? { primary } : {}) })];
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

  return { translator, translate, now, action, allowing, facts, failedNote, retry, addressesOf, view };
}

export type Parts = ReturnType<typeof createParts>;

/** The page's account by name and id; all accounts in one line where the page's own is not known. */
export function accountLines(connection: Connection, network: NetworkHere): readonly string[] {
  const { accountName, accountId, targets } = network;
  if (targets && accountName === undefined) return [targets.map(({ name }) => name).join(', ')];
  return [...new Set([accountName ?? connectionName(connection), accountId])];
}

/** The addresses that are allowed, or those that are not, in one line. */
export function listed({ observations }: KnownNetwork, allowed: boolean): string {
  return observations
    .filter((each) => each.allowed === allowed)
    .map(({ address }) => address)
    .join(', ');
}
