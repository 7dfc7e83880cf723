/** The network status as it concerns one page: that of the page's account, where the member has several. */
import { type KnownNetwork, type Network, statusOf } from './network-status.ts';
import { canChange, mergeObservations, type Target } from './target.ts';

/** What a page and its denial name. */
export interface Concern {
  readonly accountId?: string | undefined;
  /** The policy that AWS named in its denial. */
  readonly policyArn?: string | undefined;
}

/** A known network, and the name of the page's account where the member has several. */
export type NetworkHere = KnownNetwork & { readonly accountName?: string };

/**
 * The status of the targets that a page can be about. Where the page names neither an account nor a policy of ours, that of
 * all targets in which a grant can still change something: one that failed was explained, and is not asked about again.
 */
export function networkFor(network: Network, concern: Concern): Exclude<Network, KnownNetwork> | NetworkHere {
  if (network.status === 'problem' || !network.targets) return network;
  const own = ownTargets(network, concern);
  const chosen = own.length > 0 ? own : changeable(network.targets);
  const [first] = chosen;
  if (!first) return network;
  // Asking about a statement that a lease does not change would lead to the same denial.
  const failure = chosen.find((target) => !canChange(target))?.failure ?? unknownFailure(chosen);
  if (failure) return { status: 'problem', checkedAt: network.checkedAt, failure };
  const observations = mergeObservations(network.observations, chosen);
  const here = { ...network, observations, status: statusOf(observations) };
  if (own.length === 0) return here;
  const { accountId, policyArn = network.policyArn, name: accountName } = first;
  return { ...here, accountId, policyArn, accountName };
}

/** The targets that a page and its denial name: the one with the policy, or else those in the account. */
export function ownTargets({ targets = [] }: KnownNetwork, { accountId, policyArn }: Concern): Target[] {
  const named = targets.filter((target) => policyArn !== undefined && target.policyArn === policyArn);
  return named.length > 0 ? named : targets.filter((target) => target.accountId === accountId);
}

/** Those in which a grant can change something that was not tried yet; all of them where there are none. */
function changeable(targets: readonly Target[]): readonly Target[] {
  const rest = targets.filter(
    (target) => target.state !== 'unknown' && !target.hasFailed && canChange(target),
  );
  return rest.length > 0 ? rest : targets;
}

/** Why nothing is known of any of them. */
function unknownFailure(targets: readonly Target[]): Target['failure'] {
  return targets.every(({ observations }) => observations.length === 0) ? targets[0]?.failure : undefined;
}

/** Whether the account is one of the network's. */
export function hasAccount({ accountId, targets = [] }: KnownNetwork, wanted: string): boolean {
  return accountId === wanted || targets.some((target) => target.accountId === wanted);
}

/** The policies that the network's status is about. */
export function hasPolicy({ policyArn, targets = [] }: KnownNetwork, wanted: string): boolean {
  return policyArn === wanted || targets.some((target) => target.policyArn === wanted);
}
