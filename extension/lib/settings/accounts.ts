/** The AWS accounts that a connection leads to. */
import type { KnownNetwork } from '../backend/network-status.ts';
import type { Connection } from './settings.ts';

type Accounts = Pick<Connection, 'accountId' | 'policyArn' | 'targets'>;

/** What a network status tells about its connection. A target that is not known now keeps the policy that it had. */
export function learntFrom(
  { accountId, policyArn, targets }: KnownNetwork,
  before?: Accounts,
): Required<Accounts> {
  return {
    accountId,
    policyArn,
    targets: targets?.map((target) => {
      const arn = target.policyArn ?? before?.targets?.find(({ id }) => id === target.id)?.policyArn;
      const { id, name } = target;
      return { id, name, accountId: target.accountId, ...(arn === undefined ? {} : { policyArn: arn }) };
    }),
  };
}

/** Every account of a connection, each once; none before the first response. */
export function accountIdsOf({ accountId, targets }: Accounts): string[] {
  const all = targets?.map((target) => target.accountId) ?? (accountId === undefined ? [] : [accountId]);
  return [...new Set(all)];
}

/** The policies of a connection that are known. */
export function policyArnsOf({ policyArn, targets }: Accounts): string[] {
  const all = [policyArn, ...(targets ?? []).map((target) => target.policyArn)];
  return [...new Set(all.flatMap((arn) => arn ?? []))];
}

/** The first account that two connections share. */
export function sharedAccount(one: Accounts, other: Accounts): string | undefined {
  const others = accountIdsOf(other);
  return accountIdsOf(one).find((accountId) => others.includes(accountId));
}
