import { deleteLease, failureOf } from '../backend/client.ts';
import type { AccountProblem } from '../i18n/failure-words.ts';
import type { NotEnded } from '../i18n/not-ended-words.ts';
import type { Environment } from '../platform/environment.ts';
import type { Connection } from '../settings/settings.ts';
import { endInHistory } from './history.ts';

/**
 * Ends leases in every account.
 * @returns why one of them has not ended, or the accounts in which one has not; `undefined` when all have ended everywhere
 */
export async function endNow(
  environment: Environment,
  { id: connectionId, endpoint, key }: Connection,
  ids: readonly string[],
): Promise<NotEnded | undefined> {
  const results = await Promise.all(ids.map((id) => deleteLease(environment, { endpoint, key }, id)));
  await endInHistory(
    environment,
    connectionId,
    ids.filter((_, index) => results[index]?.ok),
  );
  const failed = results.find((result) => !result.ok);
  if (failed) return failed.failure;
  const problems = results.flatMap((result) => (result.ok ? (result.value?.targets ?? []) : []));
  const accounts = new Map<string, AccountProblem>();
  for (const target of problems) {
    if (target.outcome === 'failed')
      accounts.set(target.id, { name: target.name, failure: failureOf(target.problem) });
  }
  return accounts.size > 0 ? [...accounts.values()] : undefined;
}
