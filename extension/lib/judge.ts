/**
 * The judge: is this network allowed? The backend knows; its answer holds for a while, and several pages that ask at
 * the same moment share one question.
 */
import * as v from 'valibot';
import { createLease } from './api.ts';
import type { Environment } from './environment.ts';
import { type KnownNetwork, type Network, networkSchema, withGrants } from './network.ts';
import { addressesOf, observe, problem, worst } from './observe.ts';
import type { Connection } from './settings.ts';
import { changeConnections, withConnection } from './settings-store.ts';

/** How long an answer holds, in milliseconds. */
export const ANSWER_HOLDS = 20_000;

export interface Judge {
  /** The network as the backend sees it; `fresh` asks even if an answer still holds. */
  ask(connection: Connection, options?: { fresh?: boolean }): Promise<Network>;
  /** What is known without asking, however old. */
  known(connectionId: string): Promise<Network | undefined>;
  /** Allows the address of every family that gets through, then says how things stand. */
  allow(
    connection: Connection,
    request?: { minutes?: number | undefined; label?: string | undefined },
  ): Promise<Network>;
}

/** @param onChange told about every new answer (badge, other tabs). */
export function createJudge(
  environment: Environment,
  onChange: (connection: Connection, network: Network) => Promise<void>,
): Judge {
  const underway = new Map<string, Promise<Network>>();
  const { session } = environment.storage;

  async function known(connectionId: string): Promise<Network | undefined> {
    const parsed = v.safeParse(networkSchema, await session.get(`network:${connectionId}`));
    return parsed.success ? parsed.output : undefined;
  }

  async function askNow(connection: Connection): Promise<Network> {
    const { network, endpoints } = await observe(environment, connection);
    if (network.status !== 'problem') await remember(environment, connection, network, endpoints);
    await keep(connection, network);
    return network;
  }

  async function keep(connection: Connection, network: Network): Promise<void> {
    await session.set(`network:${connection.id}`, network);
    await onChange(connection, network);
  }

  function ask(connection: Connection, options: { fresh?: boolean } = {}): Promise<Network> {
    const already = underway.get(connection.id);
    // Who wants it fresh has just changed something: an answer on its way may be from before.
    if (already && !options.fresh) return already;
    const answer = (async () => {
      await already?.catch(() => undefined);
      const before = options.fresh ? undefined : await known(connection.id);
      return before && holds(before, environment.now()) ? before : askNow(connection);
    })().finally(() => {
      if (underway.get(connection.id) === answer) underway.delete(connection.id);
    });
    underway.set(connection.id, answer);
    return answer;
  }

  async function allow(
    connection: Connection,
    request: Parameters<Judge['allow']>[1] = {},
  ): Promise<Network> {
    const results = await Promise.all(
      addressesOf(connection).map((endpoint) =>
        createLease(environment, { endpoint, key: connection.key }, request),
      ),
    );
    const granted = results.flatMap((result) => (result.ok ? [result.value] : []));
    if (granted.length > 0) {
      // IAM's reads may lag behind its writes, so what was just granted goes before what a read says.
      const network = withGrants(await ask(connection, { fresh: true }), granted);
      await keep(connection, network);
      return network;
    }
    return problem(worst(results), environment.now());
  }

  return { ask, known, allow };
}

/** Whether an answer is young enough, and nothing in it has ended by the clock since. */
function holds(network: Network, now: number): boolean {
  if (network.status === 'problem') return false;
  const age = now - network.checkedAt;
  const ended = network.observations.some(({ until }) => until !== undefined && until <= now);
  return age >= 0 && age < ANSWER_HOLDS && !ended;
}

/** What the backend said about itself, for the next time. */
async function remember(
  environment: Environment,
  connection: Connection,
  { accountId, policyArn }: KnownNetwork,
  endpoints: readonly string[],
): Promise<void> {
  const same =
    connection.accountId === accountId &&
    connection.policyArn === policyArn &&
    connection.endpoints.join() === endpoints.join();
  if (same) return;
  await changeConnections(
    environment,
    withConnection(connection, { accountId, policyArn, endpoints: [...endpoints] }),
  );
}
