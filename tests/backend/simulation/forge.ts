import { createHash } from 'node:crypto';
import type { Forgery } from './actions.ts';
import { addStatement, editLists } from './documents.ts';
import { policyFacts } from './policy-facts.ts';
import type { Random } from './random.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

interface View {
  readonly random: Random;
  readonly now: number;
  readonly read: (key: string) => string | undefined;
}

/** The object that an intruder writes; `undefined` when there is nothing yet that could be forged. */
export function forge(
  forgery: Forgery,
  view: View,
): { readonly key: string; readonly body: string } | undefined {
  switch (forgery) {
    case 'applied: a statement':
      return forgeApplied(view, (document) =>
        addStatement(document, 'Intruder', { Action: '*', Resource: '*' }),
      );
    case 'applied: an address':
      return forgeApplied(view, (document) => editLists(document, (entries) => [...entries, '0.0.0.0/0']));
    case 'applied: fields':
      return forgeFields(view);
    case 'lease: wide':
      return lease(view, view.random.pick(['0.0.0.0_0', '198.51.0.0_16', '--_0', '2001-db8--_32']), HOUR);
    case 'lease: for ever':
      return lease(
        view,
        '192.0.2.66_32',
        view.random.pick([30 * HOUR, YEAR, 999_999_999_999_999 - view.now]),
      );
    case 'lease: from the future':
      return lease({ ...view, now: view.now + YEAR }, '192.0.2.66_32', HOUR);
    case 'lease: of nobody':
      return { key: leaseKey('nobody', '192.0.2.66_32', view.now, HOUR), body: '{}' };
    case 'baseline: a statement': {
      const body = view.read('baseline.json');
      if (body === undefined || policyFacts(body) === undefined) return undefined;
      return { key: 'baseline.json', body: addStatement(body, 'Intruder', { Action: '*', Resource: '*' }) };
    }
  }
}

function lease(view: View, cidr: string, duration: number) {
  return { key: leaseKey(view.random.pick(['aki', 'nobody']), cidr, view.now, duration), body: '{}' };
}

function leaseKey(member: string, cidr: string, now: number, duration: number): string {
  const at = Math.floor(now);
  const time = (value: number) => String(value).padStart(15, '0');
  return `leases/${member}~${cidr}/${time(at)}-${time(Math.min(at + duration, 999_999_999_999_999))}`;
}

const APPLIED = 'state/applied.json';

/** Changes the document that the applied state holds, or adds one with its hash where it holds none. */
function forgeApplied({ read }: View, change: (document: string) => string) {
  const state = readState(read);
  if (state === undefined) return undefined;
  const document = typeof state['document'] === 'string' ? state['document'] : (read('baseline.json') ?? '');
  if (policyFacts(document) === undefined) return undefined;
  const forged = change(document);
  const sha256 = createHash('sha256').update(forged).digest('hex');
  const body = JSON.stringify({ ...state, document: forged, ...('sha256' in state ? { sha256 } : {}) });
  return { key: APPLIED, body };
}

/** Names wide blocks wherever the applied state names addresses. */
function forgeFields({ read, now }: View) {
  const state = readState(read);
  if (state === undefined) return undefined;
  const list = (name: string): unknown[] => (Array.isArray(state[name]) ? state[name] : []);
  const wide = leaseKey('aki', '0.0.0.0_0', now, HOUR);
  const body = JSON.stringify({
    ...state,
    active: [...list('active'), wide],
    ...('manual' in state ? { manual: [...list('manual'), '0.0.0.0/0'] } : {}),
  });
  return { key: APPLIED, body };
}

function readState(read: View['read']): Record<string, unknown> | undefined {
  const text = read(APPLIED);
  if (text === undefined) return undefined;
  const state: unknown = JSON.parse(text);
  return typeof state === 'object' && state !== null ? { ...state } : undefined;
}
