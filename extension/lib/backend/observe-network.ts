/** Asking the backend over every address family that gets through. */
import * as v from 'valibot';
import type { Environment } from '../platform/environment.ts';
import { type Connection, endpointSchema } from '../settings/settings.ts';
import { type ApiFailure, getMe, TRANSPORT_FAILURES } from './client.ts';
import { combine, type Network } from './network-status.ts';
import { isBlocked } from './target.ts';

/** What was learnt beside the status. */
export interface ObservedNetwork {
  readonly network: Network;
  /** The confirmed endpoints that the deployment still has. */
  readonly endpoints: readonly string[];
}

type Credentials = Pick<Connection, 'endpoint' | 'key' | 'endpoints'>;

/**
 * Asks every confirmed endpoint side by side, so that the address of each family is observed; one that does not respond is
 * normal, many networks have one family only. An endpoint that only the backend names gets no request: the key goes
 * where a person or the organisation has said.
 */
export async function observeNetwork(
  environment: Environment,
  credentials: Credentials,
): Promise<ObservedNetwork> {
  const asked = addressesOf(credentials);
  const results = await Promise.all(
    asked.map((endpoint) => getMe(environment, { endpoint, key: credentials.key })),
  );
  const answers = results.flatMap((result) => (result.ok ? [result.value] : []));
  const [first, ...others] = answers;
  if (!first) {
    return {
      network: problem(mostUsefulFailure(results), environment.now()),
      endpoints: credentials.endpoints,
    };
  }
  const { ipv4, dualStack } = first.endpoints;
  const named = [ipv4, dualStack].flatMap((endpoint) => {
    const parsed = v.safeParse(endpointSchema, endpoint);
    return parsed.success ? [parsed.output] : [];
  });
  const endpoints = credentials.endpoints.filter((endpoint) => named.includes(endpoint));
  // Where the member has several targets, each has a failure of its own.
  if (answers.some((me) => (me.targets ?? []).length < 2 && isBlocked(me))) {
    return { network: problem({ kind: 'address_blocked' }, environment.now()), endpoints };
  }
  const offered = [...new Set(named)].filter((endpoint) => !asked.includes(endpoint));
  const network = combine([first, ...others], environment.now());
  return { network: offered.length > 0 ? { ...network, offered } : network, endpoints };
}

/** Every endpoint that leads to this backend. */
export function addressesOf(connection: Pick<Connection, 'endpoint' | 'endpoints'>): string[] {
  return [...new Set([connection.endpoint, ...connection.endpoints])];
}

/** The failure worth telling: what a backend said goes before what the way there did. */
export function mostUsefulFailure(results: readonly { ok: boolean; failure?: ApiFailure }[]): ApiFailure {
  const failures = results.flatMap(({ failure }) => (failure ? [failure] : []));
  const transportKinds: readonly string[] = TRANSPORT_FAILURES;
  return (
    failures.find(({ kind }) => !transportKinds.includes(kind)) ??
    failures.find(({ kind }) => kind !== 'unreachable') ??
    failures[0] ?? { kind: 'unreachable' }
  );
}

export function problem(failure: ApiFailure, now: number): Network {
  return { status: 'problem', checkedAt: now, failure };
}
