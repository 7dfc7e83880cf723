/** Puts the prompt's views into words. */
import { leaseEnd } from '@genkan/shared/lease/end';
import type { Classification } from '../aws/denials/classify.ts';
import type { ApiFailure } from '../backend/client.ts';
import { accessEnds, type KnownNetwork } from '../backend/network-status.ts';
import type { BackgroundKey, BackgroundSpeaker } from '../i18n/background-words.ts';
import { failureWords } from '../i18n/failure-words.ts';
import { leftWords, untilWords } from '../i18n/until-words.ts';
import { connectionName } from '../settings/connection-name.ts';
import type { Connection } from '../settings/settings.ts';
import type { Fact, PromptAction, PromptView } from './view.ts';

/** Time AWS is given to notice, in milliseconds: about 4 s were measured, so ten are calm. */
export const PROPAGATION = 10_000;

/** As long as this after allowing, "AWS has not noticed yet" is a possible cause, in milliseconds. */
const MAY_BE_UNNOTICED_MS = 2 * 60_000;

type Body = Omit<PromptView, 'lang' | 'whenUpdated'>;

/** An account the person can choose, and how this network stands there. */
export interface Choice {
  readonly connection: Connection;
  readonly network: KnownNetwork;
}

export function createComposer(speaker: BackgroundSpeaker, now: number) {
  const { say } = speaker;

  const action = (id: PromptAction['id'], key: BackgroundKey, primary = false): PromptAction => ({
    id,
    label: say(key),
    ...(primary ? { primary } : {}),
  });

  const allowing = (given: PromptAction): PromptAction => ({ ...given, busy: say('prompt.allowing.title') });

  const addressesOf = ({ observations }: KnownNetwork) =>
    observations.map(({ address }) => address).join('\n');

  const untilFact = (until: number | undefined): readonly Fact[] =>
    until === undefined ? [] : [[say('prompt.fact.until'), untilWords(speaker, until, now), 'words']];

  function facts(connection: Connection, network: KnownNetwork, until: number | undefined): readonly Fact[] {
    return [
      [say('prompt.fact.account'), [...new Set([connectionName(connection), network.accountId])].join('\n')],
      [say('prompt.fact.member'), network.member],
      [say('prompt.fact.address'), addressesOf(network), 'address'],
      ...untilFact(until),
    ];
  }

  const view = (body: Body): PromptView => ({
    ...body,
    lang: speaker.language,
    whenUpdated: {
      title: say('prompt.updated.title'),
      text: say('prompt.updated.text'),
      reload: say('action.reload'),
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
        title: say(details.signIn ? 'prompt.signin.title' : 'prompt.asking.title'),
        text: [
          say(
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
        title: say('prompt.choose.title'),
        text: [say('prompt.choose.text')],
        facts: [[say('prompt.fact.address'), addressesOf(choices[0].network), 'address']],
        actions: [
          ...choices.map(({ connection, network }) =>
            allowing({
              id: `allow:${connection.id}`,
              label: say('action.allowFor', { account: accountWords(connection, network.accountId) }),
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
        title: say('prompt.allowing.title'),
        text: [say(details.cancelled ? 'prompt.cancelling.text' : 'prompt.allowing.text')],
        progress: { elapsed: 0, label: say('prompt.allowing.title') },
        actions: details.cancelled ? [] : [action('notNow', 'action.notNow')],
      }),

    /** "Not now" came after the request: access can be ended again. */
    tooLate: (connection: Connection, network: KnownNetwork, failure?: ApiFailure): PromptView =>
      view({
        state: 'ready',
        title: say('prompt.tooLate.title'),
        text: [failure ? failureWords(failure, speaker, now) : say('prompt.tooLate.text')],
        facts: facts(connection, network, accessEnds(network)),
        actions: [action('end', 'action.endAccess', true), action('close', 'action.keep')],
      }),

    /** @param elapsed milliseconds since the network was allowed */
    propagating: (connection: Connection, network: KnownNetwork, elapsed: number): PromptView =>
      view({
        state: 'propagating',
        title: say('prompt.propagating.title'),
        text: [say('prompt.propagating.text')],
        facts: facts(connection, network, accessEnds(network)),
        progress: { elapsed, total: PROPAGATION, label: say('prompt.propagating.label') },
        actions: [action('reload', 'action.reload'), action('close', 'action.close')],
      }),

    /** A sign-in page is not reloaded: a form that was posted would send the password again. */
    ready: (connection: Connection, network: KnownNetwork, signIn: boolean): PromptView =>
      view({
        state: 'ready',
        title: say('prompt.ready.title'),
        text: [say(signIn ? 'prompt.ready.signin' : 'prompt.ready.text')],
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
        title: say('prompt.done.title'),
        text: [say('prompt.done.text')],
        actions: [action('close', 'action.close')],
      }),

    /** The backend could not be asked. Asking again grants nothing. */
    unknown: (failure: ApiFailure): PromptView =>
      view({
        state: 'problem',
        title: say('prompt.unknown.title'),
        text: [failureWords(failure, speaker, now)],
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
        title: say('prompt.problem.title'),
        text: [
          ...(part
            ? [
                say('prompt.family.text', {
                  allowed: listed(part, true),
                  denied: listed(part, false),
                }),
              ]
            : []),
          failureWords(failure, speaker, now),
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
        title: say('prompt.rotating.title'),
        text: [
          say('prompt.rotating.text', {
            granted: details.granted.join(', '),
            seen: listed(details.network, false),
          }),
          say('prompt.rotating.help'),
        ],
        report: details.report,
        actions: [copy(), action('again', 'action.moved'), action('notNow', 'action.close')],
      }),

    /** The explanation: allowed, and AWS denies all the same. Only what is possible, the likeliest first. */
    refused: (details: {
      network: KnownNetwork;
      connection: Connection;
      said: Classification;
      /** Milliseconds since the network was allowed; `undefined` when it was not allowed from here. */
      elapsed: number | undefined;
      /** Whether the page says that it belongs to this connection's account. */
      accountIsKnown: boolean;
      report: string;
    }): PromptView => {
      const { network, connection, said, elapsed } = details;
      const addresses = network.observations.map(({ address }) => address).join(', ');
      const egress = say('prompt.refused.egress', { addresses });
      const unnoticed = elapsed !== undefined && elapsed < MAY_BE_UNNOTICED_MS;
      const causes = said.otherPolicy
        ? [otherPolicyWords(said)]
        : [
            egress,
            ...(unnoticed ? [say('prompt.refused.time')] : []),
            ...(said.verdict === 'ours' ? [] : [say('prompt.refused.policy')]),
            ...(details.accountIsKnown
              ? []
              : [say('prompt.refused.connection', { connection: connectionName(connection) })]),
            say('prompt.refused.cloudshell'),
          ];
      return view({
        state: 'refused',
        title: say('prompt.refused.title'),
        text: [say(said.otherPolicy ? 'prompt.refused.other' : 'prompt.refused.text')],
        list: causes,
        report: details.report,
        actions: [
          ...(said.otherPolicy ? [] : [action('reload', 'action.reload', unnoticed)]),
          copy(),
          action('notNow', 'action.close'),
        ],
      });
    },

    /** Access ends soon. */
    ending: (connection: Connection, network: KnownNetwork, until: number): PromptView =>
      view({
        state: 'ending',
        title: say('prompt.ending.title', { left: leftWords(speaker, until, now) }),
        text: [say('prompt.ending.text')],
        facts: facts(connection, network, until),
        actions: [allowing(action('allow', 'action.extend', true)), action('notNow', 'action.notNow')],
      }),
  };

  function copy(): PromptAction {
    return { ...action('copy', 'action.copy'), done: say('action.copied') };
  }

  function optionsHelp({ kind }: ApiFailure): readonly PromptAction[] {
    return OPTIONS_HELP.has(kind) ? [action('options', 'action.options')] : [];
  }

  function otherPolicyWords({ namedPolicy, policyKind }: Classification): string {
    return namedPolicy === undefined
      ? say('prompt.refused.kind', { kind: policyKind ?? 'policy' })
      : say('prompt.refused.namedPolicy', {
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
