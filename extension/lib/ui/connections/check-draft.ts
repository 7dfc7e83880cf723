import { parseMemberKey } from '@genkan/shared/codes/member-key';
import { parseSetupCode, setupCodeProblem } from '@genkan/shared/codes/setup-code';
import type { Translator } from '../../i18n/words.ts';
import { checkEndpoint, checkKey } from '../../settings/check-connection.ts';
import { connectionName } from '../../settings/connection-name.ts';
import type { Connection } from '../../settings/settings.ts';
import type { Draft } from './draft.ts';

type Credentials = { readonly endpoint: string; readonly key: string };

export type DraftErrors = { readonly code?: string; readonly endpoint?: string; readonly key?: string };

/** Endpoint and key, when both can be read. */
export function readDraft(draft: Draft): Credentials | undefined {
  if (!draft.byHand) {
    const code = parseSetupCode(draft.code);
    return code.ok ? code.value : undefined;
  }
  const endpoint = checkEndpoint(draft.endpoint);
  const key = checkKey(draft.key);
  return 'endpoint' in endpoint && key ? { endpoint: endpoint.endpoint, key } : undefined;
}

/** What is wrong with a draft, by field, in the member's language. */
export function draftErrors(draft: Draft, { translate }: Translator): DraftErrors {
  if (!draft.byHand) {
    const problem = setupCodeProblem(draft.code);
    return problem ? { code: translate(`options.setupCode.${problem}`) } : {};
  }
  const endpoint = checkEndpoint(draft.endpoint);
  return {
    ...('problem' in endpoint ? { endpoint: translate(`options.endpoint.${endpoint.problem}`) } : {}),
    ...(checkKey(draft.key) ? {} : { key: translate('options.key.bad') }),
  };
}

/** Where the key would go and as whom, before anything is sent. */
export function leadsWhere(
  { endpoint, key }: Credentials,
  byHand: boolean,
  connections: readonly Connection[],
  { translate }: Translator,
): string {
  const parsed = parseMemberKey(key);
  const member = parsed.ok ? parsed.value.memberId : '';
  const same = connections.find(
    (each) =>
      each.endpoint === endpoint &&
      !each.keyFromOrganisation &&
      (each.key === '' || each.key.startsWith(`genkan_${member}.`)),
  );
  const where = translate(byHand ? 'options.leads.key' : 'options.leads.code', {
    host: new URL(endpoint).host,
    member,
  });
  return same ? translate('options.leads.same', { where, name: connectionName(same) }) : where;
}
