import { readFileSync } from 'node:fs';
import type { NetworkHere } from '../../../extension/lib/backend/network-for.ts';
import { failedTargets, type Target } from '../../../extension/lib/backend/target.ts';
import type { Language } from '../../../extension/lib/i18n/translator.ts';
import { createComposer } from '../../../extension/lib/prompt/compose.ts';
import type { Drawing } from '../../../extension/lib/prompt/drawing.ts';
import { drawingOf } from '../../../extension/lib/prompt/drawing-of.ts';
import type { PromptView } from '../../../extension/lib/prompt/view.ts';
import { PROPAGATION_MS } from '../../../extension/lib/prompt/views/allowed.ts';
import type { Connection } from '../../../extension/lib/settings/settings.ts';
import { createTranslator } from '../../../extension/lib/testing/create-translator.ts';

const CSS = readFileSync(new URL('../../../extension/lib/prompt/prompt.css', import.meta.url), 'utf8');

const CONNECTION: Connection = {
  id: 'one',
  name: '',
  endpoint: 'https://genkan.example.com',
  key: '',
  endpoints: [],
  managed: false,
};

function targetAt(now: number, id: string, name: string, failure?: Target['failure']): Target {
  const place = { address: '203.0.113.7', cidr: '203.0.113.7/32' };
  const lease = { id: 'x', grantedAt: now, endsAt: now + 9 * 3600_000 };
  const shared = { id, name, accountId: '123456789012' };
  if (failure)
    return {
      ...shared,
      state: 'denied',
      observations: [{ ...place, allowed: false }],
      failure,
      hasFailed: true,
    };
  return {
    ...shared,
    state: 'allowed',
    observations: [{ ...place, allowed: true, by: 'lease', until: lease.endsAt, lease }],
  };
}

/** The views that only a member of several accounts sees, by the name of their picture, with names of every length. */
export function accountPromptStates(language: Language): readonly (readonly [string, Drawing])[] {
  const now = Date.now();
  const compose = createComposer(createTranslator(language, language), now);
  const targets = [
    targetAt(now, 'production', 'Payments, production'),
    targetAt(now, 'staging', 'Staging', { kind: 'aws_unavailable' }),
    targetAt(now, 'development', 'Development of the data platform in Frankfurt', { kind: 'iam_refused' }),
    targetAt(now, 'ja', '検証環境', { kind: 'aws_unavailable' }),
  ];
  const network: NetworkHere = {
    status: 'allowed',
    checkedAt: now,
    observations: targetAt(now, '', '').observations,
    member: 'Hanako Yamada',
    accountId: '123456789012',
    policyArn: 'arn:aws:iam::123456789012:policy/OfficeOnly',
    nextReset: now + 9 * 3600_000,
    maxMinutes: 720,
    targets,
  };
  const here = { ...network, accountName: 'Payments, production' };
  const [, ...failed] = failedTargets(targets);
  const views: Readonly<Record<string, PromptView>> = {
    asking: compose.asking(CONNECTION, here),
    'asking-all': compose.asking(CONNECTION, network, { signIn: true }),
    'propagating-partly': compose.propagating(CONNECTION, here, PROPAGATION_MS / 3),
    'ready-partly': compose.ready(CONNECTION, here, false),
    'done-partly': compose.done(here),
    partly: compose.partly(here, failed),
    'not-ended': compose.tooLate(CONNECTION, here, failed),
  };
  return Object.entries(views).map(([name, view]) => {
    const { mayReload: _reload, left: _left, ...drawing } = drawingOf(view, CSS);
    return [name, drawing] as const;
  });
}
