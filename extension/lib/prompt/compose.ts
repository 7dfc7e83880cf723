/** Puts the prompt's views into words. */
import { leaseEnd } from '@genkan/shared/lease/end';
import type { Classification } from '../aws/denials/classify.ts';
import type { ApiFailure } from '../backend/client.ts';
import { accessEnds, type KnownNetwork } from '../backend/network-status.ts';
import type { BackgroundKey, BackgroundTranslator } from '../i18n/background-words.ts';
import { failureWords } from '../i18n/failure-words.ts';
import { leftWords, untilWords } from '../i18n/until-words.ts';
import { connectionName } from '../settings/connection-name.ts';
import type { Connection } from '../settings/settings.ts';
import type { Fact, PromptAction, PromptView } from './view.ts';

/** Time AWS is given to notice, in milliseconds: about 4 s were measured, so ten are calm. */
export const PROPAGATION_MS = 10_000;

/** As long as this after allowing, "AWS does not use the new policy yet" is a possible cause, in milliseconds. */
const MAY_BE_UNNOTICED_MS = 2 * 60_000;

type Body = Omit<PromptView, 'lang' | 'whenUpdated'>;

/** An account the person can choose, and how this network stands there. */
export interface Choice {
  readonly connection: Connection;
  readonly network: KnownNetwork;
}

export function createComposer(translator: BackgroundTranslator, now: number) {
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

  return {
    /** @param details.interrupted the background was stopped before it had carried out the person's click */
    asking: (
      connection: Connection,
      network: KnownNetwork,
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
              label: translate('action.allowFor', { account: accountWords(connection, network.accountId) }),
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

    /** One grant did not cover the address that was seen next: another click would not help either. */
    rotating: (details: { granted: readonly string[]; network: KnownNetwork; report: string }): PromptView =>
      view({
        state: 'refused',
        title: translate('prompt.rotating.title'),
        text: [
          translate('prompt.rotating.text', {
            granted: details.granted.join(', '),
            seen: listed(details.network, false),
          }),
          translate('prompt.rotating.help'),
        ],
        report: details.report,
        actions: [copy(), action('again', 'action.moved'), action('notNow', 'action.close')],
      }),

    /** The explanation: allowed, and AWS denies all the same. Only what is possible, the likeliest first. */
    refused: (details: {
      network: KnownNetwork;
      connection: Connection;
      classification: Classification;
      /** Milliseconds since the network was allowed; `undefined` when it was not allowed from here. */
      elapsed: number | undefined;
      /** Whether the page says that it belongs to this connection's account. */
      accountIsKnown: boolean;
      report: string;
    }): PromptView => {
      const { network, connection, classification, elapsed } = details;
      const addresses = network.observations.map(({ address }) => address).join(', ');
      const egress = translate('prompt.refused.egress', { addresses });
      const unnoticed = elapsed !== undefined && elapsed < MAY_BE_UNNOTICED_MS;
      const causes = classification.otherPolicy
        ? [otherPolicyWords(classification)]
        : [
            egress,
            ...(unnoticed ? [translate('prompt.refused.time')] : []),
            ...(classification.verdict === 'ours' ? [] : [translate('prompt.refused.policy')]),
            ...(details.accountIsKnown
              ? []
              : [translate('prompt.refused.connection', { connection: connectionName(connection) })]),
            translate('prompt.refused.cloudshell'),
          ];
      return view({
        state: 'refused',
        title: translate('prompt.refused.title'),
        text: [translate(classification.otherPolicy ? 'prompt.refused.other' : 'prompt.refused.text')],
        list: causes,
        report: details.report,
        actions: [
          ...(classification.otherPolicy ? [] : [action('reload', 'action.reload', unnoticed)]),
          copy(),
          action('notNow', 'action.close'),
        ],
      });
    },

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

  function copy(): PromptAction {
    return { ...action('copy', 'action.copy'), done: translate('action.copied') };
  }

  function optionsHelp({ kind }: ApiFailure): readonly PromptAction[] {
    return OPTIONS_HELP.has(kind) ? [action('options', 'action.options')] : [];
  }

  function otherPolicyWords({ namedPolicy, policyKind }: Classification): string {
    return namedPolicy === undefined
      ? translate('prompt.refused.kind', { kind: policyKind ?? 'policy' })
      : translate('prompt.refused.namedPolicy', {
          policy: policyKind ? `${namedPolicy} (${policyKind})` : namedPolicy,
        });
  }
}

/** "Production (123456789012)": what the person calls the account, and which one it is. */
function accountWords(connection: Connection, accountId: string): string {
  const name = connectionName(connection);
  return name === accountId ? accountId : `${name} (${accountId})`;
}

function listed({ observations }: KnownNetwork, allowed: boolean): string {
  return observations
    .filter((each) => each.allowed === allowed)
    .map(({ address }) => address)
    .join(', ');
}

/** Failures that a look at the options can cure. */
const OPTIONS_HELP = new Set(['unauthorized', 'not_genkan', 'not_found']);
