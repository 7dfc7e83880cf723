import { readFileSync } from 'node:fs';
import type { Network } from '../../../extension/lib/backend/network-status.ts';
import type { Language } from '../../../extension/lib/i18n/translator.ts';
import { createComposer } from '../../../extension/lib/prompt/compose.ts';
import type { Drawing } from '../../../extension/lib/prompt/drawing.ts';
import { drawingOf } from '../../../extension/lib/prompt/drawing-of.ts';
import type { PromptView } from '../../../extension/lib/prompt/view.ts';
import { PROPAGATION_MS } from '../../../extension/lib/prompt/views/allowed.ts';
import type { Connection } from '../../../extension/lib/settings/settings.ts';
import { createTranslator } from '../../../extension/lib/testing/create-translator.ts';

const CSS = readFileSync(new URL('../../../extension/lib/prompt/prompt.css', import.meta.url), 'utf8');

/** Long where the person or AWS decides how long it is. */
const CONNECTION: Connection = {
  id: 'one',
  name: 'Payments, production',
  endpoint: 'https://genkan.example.com',
  key: '',
  accountId: '123456789012',
  endpoints: [],
  managed: false,
};
const OTHER: Connection = { ...CONNECTION, id: 'two', name: '本番環境', accountId: '210987654321' };

type Known = Exclude<Network, { status: 'problem' }>;

function networkAt(now: number, isAllowed: boolean): Known {
  const lease = { id: 'x', grantedAt: now, endsAt: now + 9.9 * 3600_000 };
  const observation = (address: string, cidr: string, allowed: boolean) => ({
    address,
    cidr,
    allowed,
    ...(allowed ? { by: 'lease' as const, until: lease.endsAt, lease } : {}),
  });
  return {
    status: isAllowed ? 'allowed' : 'denied',
    checkedAt: now,
    observations: [
      observation('203.0.113.7', '203.0.113.7/32', isAllowed),
      observation('2001:db8:77:1:abcd:ef01:2345:6789', '2001:db8:77:1::/64', isAllowed),
    ],
    member: 'Hanako Yamada',
    accountId: '123456789012',
    policyArn: 'arn:aws:iam::123456789012:policy/OfficeOnly',
    nextReset: lease.endsAt,
    maxMinutes: 720,
  };
}

/** Every view that the prompt can show, by the name of its picture, as the background composes it. */
export function promptStates(language: Language): readonly (readonly [name: string, drawing: Drawing])[] {
  const now = Date.now();
  const compose = createComposer(createTranslator(language, language), now);
  const network = networkAt(now, false);
  const allowed = networkAt(now, true);
  const part: Known = {
    ...network,
    observations: [...allowed.observations.slice(0, 1), ...network.observations.slice(1)],
  };
  const explained = { network: allowed, connection: CONNECTION, accountIsKnown: false, report: 'report' };
  const views: Readonly<Record<string, PromptView>> = {
    'sign-in': compose.asking(CONNECTION, network, { signIn: true }),
    asking: compose.asking(CONNECTION, network),
    interrupted: compose.asking(CONNECTION, network, { interrupted: true }),
    choosing: compose.choosing([
      { connection: CONNECTION, network },
      { connection: OTHER, network: { ...network, accountId: '210987654321' } },
    ]),
    allowing: compose.allowing({ cancelled: false }),
    cancelling: compose.allowing({ cancelled: true }),
    'too-late': compose.tooLate(CONNECTION, allowed),
    propagating: compose.propagating(CONNECTION, allowed, PROPAGATION_MS / 3),
    ready: compose.ready(CONNECTION, allowed, false),
    'ready-to-sign-in': compose.ready(CONNECTION, allowed, true),
    done: compose.done(),
    unknown: compose.unknown({ kind: 'unreachable' }),
    problem: compose.problem({ kind: 'unauthorized' }),
    'one-family': compose.problem({ kind: 'policy_full', retryAt: now + 3600_000 }, part),
    rotating: compose.rotating({ granted: ['198.51.100.23'], network, report: 'report' }),
    explained: compose.explained({
      ...explained,
      classification: { verdict: 'possible', reason: '', signal: '' },
      elapsed: 20_000,
    }),
    'explained-other-policy': compose.explained({
      ...explained,
      classification: {
        verdict: 'possible',
        reason: '',
        signal: '',
        otherPolicy: true,
        namedPolicy: 'arn:aws:iam::123456789012:policy/RequireMultiFactorAuthentication',
        policyKind: 'permissions boundary',
      },
      elapsed: undefined,
    }),
    ending: compose.ending(CONNECTION, allowed, now + 14 * 60_000),
  };
  // The walk decides when the page is loaded anew, and nothing is reported to the background after ten seconds.
  const drawings = Object.entries(views).map(([name, view]): [string, Drawing] => {
    const { mayReload: _reload, left: _left, ...drawing } = drawingOf(view, CSS);
    return [name, drawing];
  });
  const [, first] = drawings[0] ?? [];
  return first ? [...drawings, ['updated', { ...first, announced: first.updated, rest: [] }]] : drawings;
}
