/** Puts the prompt's views into words. */
import { leaseEnd } from '@genkan/shared/lease/end';
import type { WordKey } from '../../locales/en.ts';
import { connectionName } from '../connection-name.ts';
import { failureWords } from '../failure-words.ts';
import { accessEnds, type KnownNetwork, type Network } from '../network.ts';
import type { Connection } from '../settings.ts';
import type { Speaker } from '../words.ts';
import css from './prompt.css?inline';
import type { PromptAction, PromptView } from './view.ts';

/** Time AWS is given to notice, in milliseconds: about 4 s were measured, so ten are calm. */
export const PROPAGATION = 10_000;

type Body = Omit<PromptView, 'lang' | 'css' | 'whenUpdated'>;

export function createComposer(speaker: Speaker, now: number) {
  const { say } = speaker;

  const action = (id: PromptAction['id'], key: WordKey, primary = false): PromptAction => ({
    id,
    label: say(key),
    ...(primary ? { primary } : {}),
  });

  const allow = (key: WordKey): PromptAction => ({
    ...action('allow', key, true),
    busy: say('prompt.allowing.title'),
  });

  function facts(network: KnownNetwork, until: number | undefined): NonNullable<PromptView['facts']> {
    const addresses = network.observations.map(({ address }) => address).join('\n');
    return [
      [say('prompt.fact.address'), addresses],
      ...(until === undefined
        ? []
        : ([[say('prompt.fact.until'), speaker.time(until, now)]] satisfies [string, string][])),
    ];
  }

  const view = (body: Body): PromptView => ({
    ...body,
    lang: speaker.language,
    css,
    whenUpdated: {
      title: say('prompt.updated.title'),
      text: say('prompt.updated.text'),
      reload: say('action.reload'),
    },
  });

  return {
    asking: (network: KnownNetwork, signIn: boolean): PromptView =>
      view({
        state: 'asking',
        title: say(signIn ? 'prompt.signin.title' : 'prompt.asking.title'),
        text: [say(signIn ? 'prompt.signin.text' : 'prompt.asking.text')],
        facts: facts(network, leaseEnd({ now, ...network })),
        actions: [allow('action.allow'), action('notNow', 'action.notNow')],
      }),

    /** @param elapsed milliseconds since the network was allowed */
    propagating: (network: KnownNetwork, elapsed: number): PromptView =>
      view({
        state: 'propagating',
        title: say('prompt.propagating.title'),
        text: [say('prompt.propagating.text')],
        facts: facts(network, accessEnds(network)),
        progress: { elapsed, total: PROPAGATION, label: say('prompt.propagating.label') },
        actions: [action('reload', 'action.reload', true), action('close', 'action.close')],
      }),

    ready: (network: KnownNetwork, signIn: boolean): PromptView =>
      view({
        state: 'ready',
        title: say('prompt.ready.title'),
        text: [say(signIn ? 'prompt.ready.signin' : 'prompt.ready.text')],
        facts: facts(network, accessEnds(network)),
        mayReload: true,
        actions: [action('reload', 'action.reload', true), action('close', 'action.close')],
      }),

    done: (): PromptView =>
      view({
        state: 'done',
        title: say('prompt.done.title'),
        text: [say('prompt.done.text')],
        actions: [action('close', 'action.close')],
      }),

    problem: (network: Extract<Network, { status: 'problem' }>): PromptView =>
      view({
        state: 'problem',
        title: say('prompt.problem.title'),
        text: [failureWords(network.failure, speaker, now)],
        actions: [
          allow('action.retry'),
          ...(OPTIONS_HELP.has(network.failure.kind) ? [action('options', 'action.options')] : []),
          action('notNow', 'action.notNow'),
        ],
      }),

    /** The explanation: allowed, and AWS refuses all the same. */
    refused: (details: {
      network: KnownNetwork;
      connection: Connection;
      /** A policy AWS named that is not ours. */
      policy: string | undefined;
      report: string;
    }): PromptView => {
      const { network, connection, policy } = details;
      const addresses = network.observations.map(({ address }) => address).join(', ');
      return view({
        state: 'refused',
        title: say('prompt.refused.title'),
        text: [say('prompt.refused.text')],
        list: [
          ...(policy ? [say('prompt.refused.namedPolicy', { policy })] : [say('prompt.refused.time')]),
          say('prompt.refused.egress', { addresses }),
          ...(policy ? [] : [say('prompt.refused.policy')]),
          say('prompt.refused.connection', { connection: connectionName(connection) }),
          say('prompt.refused.cloudshell'),
        ],
        report: details.report,
        actions: [
          action('reload', 'action.reload', true),
          { ...action('copy', 'action.copy'), done: say('action.copied') },
          action('notNow', 'action.close'),
        ],
      });
    },
  };
}

/** Failures that a look at the options can cure. */
const OPTIONS_HELP = new Set(['unauthorized', 'not_genkan', 'not_found']);
