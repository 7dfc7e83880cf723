/**
 * The network status of each connection, as the backend returned it last. It holds for a while, and pages that ask at
 * the same moment share one request.
 */
import type { CreateLeaseRequest, CreateLeaseResponse, Lease } from '@genkan/shared/contract';
import * as v from 'valibot';
import { type ApiFailure, createLease, failureSchema } from '../backend/client.ts';
import {
  type KnownNetwork,
  type Network,
  networkSchema,
  withFailedTargets,
  withGrants,
} from '../backend/network-status.ts';
import { addressesOf, mostUsefulFailure, observeNetwork, problem } from '../backend/observe-network.ts';
import { failedTargets } from '../backend/target.ts';
import type { Environment } from '../platform/environment.ts';
import { learntFrom } from '../settings/accounts.ts';
import type { Connection } from '../settings/settings.ts';
import { changeConnections, withConnection } from '../settings/store.ts';
import type { GrantMemory } from './grant-memory.ts';
import { type GrantedLease, rememberLeases } from './history.ts';
import { silenceUntil } from './tabs/tab-state.ts';

/** How long a status holds, in milliseconds. */
export const STATUS_HOLDS_MS = 20_000;

/** How long "allowed" holds against a page on which AWS denies, in milliseconds: the network may have changed since. */
const ALLOWED_HOLDS_AGAINST_DENIAL_MS = 5_000;

/** After a failure, pages have to wait before the backend is asked again: this long, doubled with each failure. */
const FIRST_BACK_OFF_MS = 2_000;
const LONGEST_BACK_OFF_MS = 60_000;

const backOffSchema = v.object({
  failure: failureSchema,
  failures: v.number(),
  /** Until then pages get this failure. */
  until: v.number(),
});

export interface StatusOptions {
  /** Asks the backend even if the last status still holds. */
  readonly fresh?: boolean;
  /** The request is for a page, not for a person: after a failure it has to wait. */
  readonly forPage?: boolean;
  /** AWS denies on that page, which outweighs an "allowed" of a while ago. */
  readonly denied?: boolean;
}

/** What became of a person's wish to allow this network. */
export interface GrantResult {
  /** The network afterwards, or the problem when no address could be allowed. */
  readonly network: Network;
  readonly grantedCidrs: readonly string[];
  readonly leaseIds: readonly string[];
  /** Why one of the address families, or none of them, could not be allowed. */
  readonly failure?: ApiFailure;
}

export interface StatusCache {
  /** The network as the backend sees it. */
  get(connection: Connection, options?: StatusOptions): Promise<Network>;
  /** The last status that the backend returned, however old. */
  last(connectionId: string): Promise<KnownNetwork | undefined>;
  /** Allows the address of every family that gets through, in every target unless the request names some. */
  grant(connection: Connection, request?: CreateLeaseRequest): Promise<GrantResult>;
  /** Allows the address of every family that gets through, then says how things stand. */
  allow(connection: Connection, request?: CreateLeaseRequest): Promise<Network>;
}

/** @param onChange called with every new status (badge, other tabs). */
export function createStatusCache(
  environment: Environment,
  grants: GrantMemory,
  onChange: (connection: Connection, network: Network) => Promise<void>,
): StatusCache {
  const underway = new Map<string, Promise<Network>>();
  const { session } = environment.storage;

  async function last(connectionId: string): Promise<KnownNetwork | undefined> {
    const parsed = v.safeParse(networkSchema, await session.get(`network:${connectionId}`));
    return parsed.success && parsed.output.status !== 'problem' ? parsed.output : undefined;
  }

  async function backOff(connectionId: string) {
    const parsed = v.safeParse(backOffSchema, await session.get(`backOff:${connectionId}`));
    return parsed.success ? parsed.output : undefined;
  }

  async function fetchNow(connection: Connection): Promise<Network> {
    const { network: seen, endpoints } = await observeNetwork(environment, connection);
    if (seen.status !== 'problem') await remember(environment, connection, seen, endpoints);
    const network = seen.status === 'problem' ? seen : await withEarlierFailures(connection, seen);
    await keep(connection, network);
    return network;
  }

  async function withEarlierFailures(connection: Connection, network: KnownNetwork): Promise<Network> {
    if (!network.targets) return network;
    const cidrs = network.observations.map(({ cidr }) => cidr);
    return withFailedTargets(network, (await grants.reach(connection.id, cidrs)).failed);
  }

  /** Keeps a network with the targets that a grant did not reach, so that they are not asked about again. */
  async function keepGranted(connection: Connection, network: Network): Promise<void> {
    if (network.status === 'problem') return;
    if (network.targets) {
      await grants.setReach(connection.id, {
        cidrs: network.observations.map(({ cidr }) => cidr),
        until: silenceUntil(network, environment.now()),
        reached: network.targets.flatMap(({ id, state }) => (state === 'allowed' ? [id] : [])),
        failed: failedTargets(network.targets).map(({ id, failure }) => ({ id, failure })),
      });
    }
    await keep(connection, network);
  }

  async function keep(connection: Connection, network: Network): Promise<void> {
    if (network.status === 'problem') {
      const failures = ((await backOff(connection.id))?.failures ?? 0) + 1;
      const wait = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (failures - 1));
      const until = Math.max(environment.now() + wait, network.failure.retryAt ?? 0);
      await session.set(`backOff:${connection.id}`, { failure: network.failure, failures, until });
    } else {
      await session.remove(`backOff:${connection.id}`);
      await session.set(`network:${connection.id}`, network);
    }
    await onChange(connection, network);
  }

  /** The status that still holds, if there is one. */
  async function held(connection: Connection, options: StatusOptions): Promise<Network | undefined> {
    const now = environment.now();
    const waiting = options.forPage ? await backOff(connection.id) : undefined;
    if (waiting && now < waiting.until) return problem(waiting.failure, now);
    const before = await last(connection.id);
    return before && holds(before, now, options.denied === true) ? before : undefined;
  }

  function get(connection: Connection, options: StatusOptions = {}): Promise<Network> {
    const already = underway.get(connection.id);
    // A fresh request follows a change: a response that is on its way may be older than the change.
    if (already && !options.fresh) return already;
    const answer = (async () => {
      await already?.catch(() => undefined);
      return (options.fresh ? undefined : await held(connection, options)) ?? fetchNow(connection);
    })().finally(() => {
      if (underway.get(connection.id) === answer) underway.delete(connection.id);
    });
    underway.set(connection.id, answer);
    return answer;
  }

  async function grant(connection: Connection, request: CreateLeaseRequest = {}): Promise<GrantResult> {
    const results = await Promise.all(
      addressesOf(connection).map((endpoint) =>
        createLease(environment, { endpoint, key: connection.key }, request),
      ),
    );
    const granted = results.flatMap((result) => (result.ok ? [result.value] : []));
    if (granted.length === 0) return nothingGranted(connection, request, mostUsefulFailure(results));
    const leases = granted.flatMap(leasesOf);
    // Both endpoints see the same address where a network has one family only.
    const grantedCidrs = [...new Set(leases.map(({ cidr }) => cidr))];
    await grants.set(connection.id, { at: environment.now(), cidrs: grantedCidrs });
    await rememberLeases(environment, connection.id, leases.map(toHistory));
    const before = await last(connection.id);
    const current = await get(connection, { fresh: true });
    // IAM's reads may lag behind its writes, so what was just granted goes before what a read says. And when the backend
    // cannot be asked any more, what it said before the click still names the addresses.
    const latest = current.status === 'problem' ? (before ?? current) : current;
    const network = withGrants(latest, granted, request.targets);
    await keepGranted(connection, network);
    return {
      network,
      grantedCidrs,
      leaseIds: [...new Set(leases.map(({ id }) => id))],
      ...(granted.length < results.length ? { failure: mostUsefulFailure(results) } : {}),
    };
  }

  /** A request for some of the targets leaves the others as they are; perhaps the member has lost those that it named. */
  async function nothingGranted(
    connection: Connection,
    { targets }: CreateLeaseRequest,
    failure: ApiFailure,
  ): Promise<GrantResult> {
    const none = { grantedCidrs: [], leaseIds: [], failure };
    if (!targets) return { ...none, network: problem(failure, environment.now()) };
    const current = await get(connection, { fresh: true });
    const known = current.status === 'problem' ? await last(connection.id) : current;
    if (!known?.targets) return { ...none, network: problem(failure, environment.now()) };
    const network = withFailedTargets(
      known,
      targets.map((id) => ({ id, failure })),
    );
    await keepGranted(connection, network);
    return { ...none, network };
  }

  const allow: StatusCache['allow'] = async (connection, request) =>
    (await grant(connection, request)).network;

  return { get, last, grant, allow };
}

/** The leases of a grant; that of several targets has the last of their ends. */
function leasesOf({ targets, ...alone }: CreateLeaseResponse): Lease[] {
  const leases = (targets ?? [alone]).flatMap((result) => ('lease' in result ? [result.lease] : []));
  const byId = new Map<string, Lease>();
  for (const lease of leases.toSorted((a, b) => Date.parse(a.endsAt) - Date.parse(b.endsAt)))
    byId.set(lease.id, lease);
  return [...byId.values()];
}

function toHistory({ id, cidr, grantedAt, endsAt, label }: Lease): GrantedLease {
  return {
    leaseId: id,
    cidr,
    from: Date.parse(grantedAt),
    until: Date.parse(endsAt),
    ...(label === undefined ? {} : { label }),
  };
}

/** Whether a status is young enough, and nothing in it has ended since. */
function holds(network: KnownNetwork, now: number, denied: boolean): boolean {
  const age = now - network.checkedAt;
  const isAllowed = [network.status, ...(network.targets ?? []).map(({ state }) => state)].includes(
    'allowed',
  );
  const longest = denied && isAllowed ? ALLOWED_HOLDS_AGAINST_DENIAL_MS : STATUS_HOLDS_MS;
  const ended = [network, ...(network.targets ?? [])].some(({ observations }) =>
    observations.some(({ until }) => until !== undefined && until <= now),
  );
  return age >= 0 && age < longest && !ended;
}

/** What the backend returned about itself, for the next time. */
async function remember(
  environment: Environment,
  connection: Connection,
  network: KnownNetwork,
  endpoints: readonly string[],
): Promise<void> {
  const news = { ...learntFrom(network, connection), endpoints: [...endpoints] };
  const { accountId, policyArn, targets, endpoints: before } = connection;
  const known = { accountId, policyArn, targets, endpoints: before };
  if (JSON.stringify(known) === JSON.stringify(news)) return;
  await changeConnections(environment, withConnection(connection, news));
}
