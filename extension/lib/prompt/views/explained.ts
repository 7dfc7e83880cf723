import type { Classification } from '../../aws/denials/classify.ts';
import type { NetworkHere } from '../../backend/network-for.ts';
import type { KnownNetwork } from '../../backend/network-status.ts';
import { connectionName } from '../../settings/connection-name.ts';
import type { Connection } from '../../settings/settings.ts';
import type { PromptAction, PromptView } from '../view.ts';
import { listed, type Parts } from './parts.ts';

/** As long as this after allowing, "AWS does not use the new policy yet" is a possible cause, in milliseconds. */
const MAY_BE_UNNOTICED_MS = 2 * 60_000;

interface Denial {
  readonly network: NetworkHere;
  readonly connection: Connection;
  readonly classification: Classification;
  /** Milliseconds since the network was allowed; `undefined` when it was not allowed from here. */
  readonly elapsed: number | undefined;
  /** Whether the page names this connection's account as its own. */
  readonly accountIsKnown: boolean;
  readonly report: string;
}

/** The views that say why another click would not help. */
export function createExplainedViews(parts: Parts) {
  const { translate, action, failedNote, view } = parts;

  function copy(): PromptAction {
    return { ...action('copy', 'action.copy'), done: translate('action.copied') };
  }

  function otherPolicyWords({ namedPolicy, policyKind }: Classification): string {
    return namedPolicy === undefined
      ? translate('prompt.explained.kind', { kind: policyKind ?? 'policy' })
      : translate('prompt.explained.namedPolicy', {
          policy: policyKind ? `${namedPolicy} (${policyKind})` : namedPolicy,
        });
  }

  /** Only what is possible, the likeliest first. */
  function causesOf(
    { network, connection, classification, accountIsKnown }: Denial,
    isEarly: boolean,
  ): string[] {
    if (classification.otherPolicy) return [otherPolicyWords(classification)];
    const addresses = network.observations.map(({ address }) => address).join(', ');
    return [
      translate('prompt.explained.egress', { addresses }),
      ...(isEarly ? [translate('prompt.explained.time')] : []),
      ...(classification.verdict === 'ours' ? [] : [translate('prompt.explained.policy')]),
      ...(accountIsKnown
        ? []
        : [translate('prompt.explained.connection', { connection: connectionName(connection) })]),
      translate('prompt.explained.cloudshell'),
    ];
  }

  return {
    /** One grant did not cover the address that was seen next: another click would not help either. */
    rotating: (details: { granted: readonly string[]; network: KnownNetwork; report: string }): PromptView =>
      view({
        state: 'explained',
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

    /** Allowed, and AWS denies all the same. */
    explained: (denial: Denial): PromptView => {
      const { classification, elapsed } = denial;
      // Where the page names no account, it may be one that was not reached.
      const note = failedNote(denial.network.accountName === undefined ? denial.network : undefined);
      const isEarly = elapsed !== undefined && elapsed < MAY_BE_UNNOTICED_MS;
      return view({
        state: 'explained',
        title: translate('prompt.explained.title'),
        text: [
          ...note.text,
          translate(classification.otherPolicy ? 'prompt.explained.other' : 'prompt.explained.text'),
        ],
        list: causesOf(denial, isEarly),
        report: denial.report,
        actions: [
          ...(classification.otherPolicy ? [] : [action('reload', 'action.reload', isEarly)]),
          ...note.actions,
          copy(),
          action('notNow', 'action.close'),
        ],
      });
    },
  };
}
