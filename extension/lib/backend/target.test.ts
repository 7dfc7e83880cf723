import type { MeResponse, TargetStatus } from '@genkan/shared/contract';
import { describe, expect, test } from 'vitest';
import { problemOf } from '../testing/fake-problem.ts';
import { networkFor } from './network-for.ts';
import { combine, type KnownNetwork, withFailedTargets, withGrants, withLeases } from './network-status.ts';
import { failedTargets, type Target, targetsToRetry } from './target.ts';

const NOW = Date.UTC(2026, 10, 23, 3);
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const V4 = { address: '203.0.113.7', cidr: '203.0.113.7/32' };
const V6 = { address: '2001:db8::1', cidr: '2001:db8::/64' };
const LEASE = { id: 'hanako~x', cidr: V4.cidr, grantedAt: at(0), endsAt: at(480) };
const ACCOUNTS = { production: '123456789012', staging: '210987654321', development: '333333333333' };
type Id = keyof typeof ACCOUNTS;

const named = (id: Id) => ({ id, name: id.toUpperCase(), accountId: ACCOUNTS[id] });
const policyOf = (id: Id) => ({ arn: `arn:aws:iam::${ACCOUNTS[id]}:policy/OfficeOnly`, version: 'v2' });

/** `+`: allowed, `-`: denied, `!`: denied by another statement, `?`: not known. */
type Sign = '+' | '-' | '!' | '?';

function statusOf(id: Id, sign: Sign): TargetStatus {
  if (sign === '?') return { ...named(id), status: 'unknown', problem: problemOf('aws_unavailable') };
  const access: MeResponse['access'] =
    sign === '+'
      ? { allowed: true, by: 'lease', entry: V4.cidr, until: at(60) }
      : { allowed: false, ...(sign === '!' ? { blockedBy: { statement: 2 } } : {}) };
  return { ...named(id), status: 'known', access, policy: policyOf(id) };
}

/** A response with the states of production, staging and development. */
function me(place: typeof V4, signs: string): MeResponse {
  const targets = (['production', 'staging', 'development'] as const).flatMap((id, index) => {
    const sign = signs[index];
    return sign === '+' || sign === '-' || sign === '!' || sign === '?' ? [statusOf(id, sign)] : [];
  });
  return {
    member: { id: 'hanako', name: 'Hanako' },
    ...place,
    access: { allowed: false },
    policy: policyOf('production'),
    accountId: ACCOUNTS.production,
    nextReset: at(600),
    timeZone: 'Asia/Tokyo',
    endpoints: {},
    limits: { maxMinutes: 720, maxLeases: 6 },
    now: at(0),
    targets,
  };
}

const idsToRetry = (targets: readonly Target[] | undefined) => targetsToRetry(targets).map(({ id }) => id);
const states = (network: KnownNetwork) => network.targets?.map(({ state }) => state);

describe('the responses of both families are combined for each account', () => {
  test.each<[string, string | undefined, string, ...('allowed' | 'denied' | 'unknown')[]]>([
    ['+++', undefined, 'allowed', 'allowed', 'allowed', 'allowed'],
    ['+-+', undefined, 'denied', 'allowed', 'denied', 'allowed'],
    ['+?+', undefined, 'allowed', 'allowed', 'unknown', 'allowed'],
    ['+!+', undefined, 'denied', 'allowed', 'denied', 'allowed'],
    ['+++', '+-+', 'denied', 'allowed', 'denied', 'allowed'],
    ['-++', '+++', 'denied', 'denied', 'allowed', 'allowed'],
    ['+?+', '+++', 'allowed', 'allowed', 'unknown', 'allowed'],
    ['+?+', '+-+', 'denied', 'allowed', 'denied', 'allowed'],
    ['??-', '???', 'denied', 'unknown', 'unknown', 'denied'],
  ])('%s and %s: %s', (v4, v6, overall, ...each) => {
    const network = combine([me(V4, v4), ...(v6 === undefined ? [] : [me(V6, v6)])], NOW);
    expect([network.status, ...(states(network) ?? [])]).toEqual([overall, ...each]);
  });

  test('an address that both endpoints see counts once, and the response that knows its access counts', () => {
    const network = combine([me(V4, '+?-'), me(V4, '++-')], NOW);
    expect(states(network)).toEqual(['allowed', 'allowed', 'denied']);
    expect(network.targets?.map(({ observations }) => observations.length)).toEqual([1, 1, 1]);
  });

  test.each([[[]], [['production']]])('a member of %j has the status of one policy, as before', (ids) => {
    const { targets, ...rest } = me(V4, '+++');
    const few = targets?.filter(({ id }) => ids.some((each) => each === id)) ?? [];
    expect(combine([{ ...rest, targets: few }], NOW)).toEqual(combine([rest], NOW));
    expect(combine([rest], NOW)).not.toHaveProperty('targets');
  });

  test('access over all accounts ends with the first of them', () => {
    const { targets = [], ...rest } = me(V4, '+++');
    const [first, ...others] = targets;
    if (first?.status !== 'known' || !first.access.allowed) throw new Error('The first is allowed.');
    const later: TargetStatus = { ...first, access: { ...first.access, until: at(300) } };
    const network = combine([{ ...rest, targets: [later, ...others] }], NOW);
    expect(network.observations).toMatchObject([{ allowed: true, until: NOW + 60 * 60_000 }]);
  });
});

describe('the account of the page selects the status', () => {
  const network = combine([me(V4, '+-?')], NOW);
  test.each([
    ['an account that allows the network', { accountId: ACCOUNTS.production }, 'allowed'],
    ['an account that denies it', { accountId: ACCOUNTS.staging }, 'denied'],
    ['an account whose status is not known', { accountId: ACCOUNTS.development }, 'problem'],
    ['the policy that AWS names', { policyArn: policyOf('staging').arn }, 'denied'],
    [
      'the policy before the account',
      { accountId: ACCOUNTS.production, policyArn: policyOf('staging').arn },
      'denied',
    ],
    ['no account', {}, 'denied'],
    ['an account that is not among them', { accountId: '999999999999' }, 'denied'],
  ])('%s', (_, concern, status) => {
    expect(networkFor(network, concern).status).toBe(status);
  });

  test('two policies of one account deny the network as soon as one of them does', () => {
    const both = combine([me(V4, '+-+')], NOW);
    const targets = both.targets?.map((target) => ({ ...target, accountId: ACCOUNTS.production }));
    if (!targets) throw new Error('There are targets.');
    expect(networkFor({ ...both, targets }, { accountId: ACCOUNTS.production }).status).toBe('denied');
  });

  test('a page without an account does not ask about what a grant cannot change', () => {
    expect(networkFor(combine([me(V4, '+!+')], NOW), {}).status).toBe('allowed');
    expect(networkFor(combine([me(V4, '!?!')], NOW), {})).toMatchObject({
      status: 'problem',
      failure: { kind: 'address_blocked' },
    });
  });

  test('the account is named, its id and its policy are those of the target', () => {
    expect(networkFor(network, { accountId: ACCOUNTS.staging })).toMatchObject({
      accountName: 'STAGING',
      accountId: ACCOUNTS.staging,
      policyArn: policyOf('staging').arn,
    });
  });

  test('a network with one policy stays as it is', () => {
    const { targets: _, ...rest } = me(V4, '');
    const one = combine([rest], NOW);
    expect(networkFor(one, { accountId: ACCOUNTS.staging })).toBe(one);
  });
});

describe('after a grant', () => {
  const result = (id: Id, isFailed: boolean) =>
    isFailed
      ? ({ ...named(id), outcome: 'failed', problem: problemOf('busy') } as const)
      : ({ ...named(id), outcome: 'granted', lease: LEASE, policy: policyOf(id) } as const);
  const response = (
    failed: readonly Id[],
    ids: readonly Id[] = ['production', 'staging', 'development'],
  ) => ({
    outcome: 'granted' as const,
    lease: LEASE,
    policy: policyOf('production'),
    targets: ids.map((id) => result(id, failed.includes(id))),
  });
  const before = combine([me(V4, '--?')], NOW);
  const known = (network: ReturnType<typeof withGrants>): KnownNetwork => {
    if (network.status === 'problem') throw new Error('The network is known.');
    return network;
  };

  test('every account that was reached allows the network, also one whose status was not known', () => {
    const after = known(withGrants(before, [response([])]));
    expect([after.status, ...(states(after) ?? [])]).toEqual(['allowed', 'allowed', 'allowed', 'allowed']);
    expect(after.observations).toMatchObject([{ by: 'lease', lease: { id: LEASE.id } }]);
  });

  test('the accounts that were not reached keep the reason, and are the ones to try again', () => {
    const after = known(withGrants(before, [response(['staging', 'development'])]));
    expect([after.status, ...(states(after) ?? [])]).toEqual(['denied', 'allowed', 'denied', 'unknown']);
    expect(failedTargets(after.targets).map(({ id, failure }) => [id, failure.kind])).toEqual([
      ['staging', 'busy'],
      ['development', 'busy'],
    ]);
    expect(idsToRetry(after.targets)).toEqual(['staging', 'development']);
    // A page that names no account is not asked about them again.
    expect(networkFor(after, {}).status).toBe('allowed');
    expect(networkFor(after, { accountId: ACCOUNTS.staging }).status).toBe('denied');
  });

  test('a further grant for some of them leaves the others as they are', () => {
    const partly = withGrants(before, [response(['staging', 'development'])]);
    const after = known(withGrants(partly, [response([], ['staging'])], ['staging']));
    expect(states(after)).toEqual(['allowed', 'allowed', 'unknown']);
    expect(idsToRetry(after.targets)).toEqual(['development']);
    const { targets: _, ...bare } = response([]);
    expect(states(known(withGrants(partly, [bare], ['staging'])))).toEqual(states(after));
  });

  test('an address that was not reached over one family counts as not reached', () => {
    const after = known(withGrants(before, [response([]), response(['staging'])]));
    expect(idsToRetry(after.targets)).toEqual(['staging']);
  });

  test('a lease that is not applied in an account yet does not make it allowed', () => {
    const { targets = [], ...rest } = me(V4, '---');
    const held = combine(
      [
        {
          ...rest,
          targets: targets.map((each) => (each.status === 'known' ? { ...each, lease: LEASE } : each)),
        },
      ],
      NOW,
    );
    const failed = withFailedTargets(held, [{ id: 'staging', failure: { kind: 'busy' } }]);
    expect(states(known(withLeases(failed, NOW, ['production', 'staging'])))).toEqual([
      'allowed',
      'denied',
      'denied',
    ]);
  });

  test('an account that allows the network has no failure any more', () => {
    const failed = withFailedTargets(combine([me(V4, '+++')], NOW), [
      { id: 'staging', failure: { kind: 'busy' } },
    ]);
    expect(failedTargets(known(failed).targets)).toEqual([]);
  });

  test('a statement that denies the address is not tried again', () => {
    const failed = withFailedTargets(combine([me(V4, '+!+')], NOW), [
      { id: 'staging', failure: { kind: 'address_blocked' } },
    ]);
    expect(idsToRetry(known(failed).targets)).toEqual([]);
  });
});
