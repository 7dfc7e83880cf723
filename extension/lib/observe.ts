/** Asking the backend over every address family that gets through. */
import type { MeResponse } from '@genkan/shared/contract';
import * as v from 'valibot';
import { type ApiFailure, getMe, WAY_FAILURES } from './api.ts';
import type { Environment } from './environment.ts';
import { combine, type Network } from './network.ts';
import { type Connection, endpointSchema } from './settings.ts';

/** What was learnt beside the answer: where else to ask next time. */
export interface Observed {
  readonly network: Network;
  readonly endpoints: readonly string[];
}

type Way = Pick<Connection, 'endpoint' | 'key' | 'endpoints'>;

/**
 * Asks both families side by side, so that each address is observed; one that does not answer is normal, many networks
 * have one family only.
 */
export async function observe(environment: Environment, way: Way): Promise<Observed> {
  const asked = addressesOf(way);
  const ask = (endpoint: string) => getMe(environment, { endpoint, key: way.key });
  const results = await Promise.all(asked.map(ask));
  const first = results.find((result) => result.ok);
  if (!first) {
    return { network: problem(worst(results), environment.now()), endpoints: way.endpoints };
  }
  const { ipv4, dualStack } = first.value.endpoints;
  const endpoints = [ipv4, dualStack].filter((endpoint) => v.is(endpointSchema, endpoint));
  const learnt = endpoints.filter((endpoint) => !asked.some((other) => sameEndpoint(other, endpoint)));
  const more = await Promise.all(learnt.map(ask));
  const answers = [...results, ...more].flatMap((result) => (result.ok ? [result.value] : []));
  const network = isBlocked([first.value, ...answers])
    ? problem({ kind: 'address_blocked' }, environment.now())
    : combine([first.value, ...answers], environment.now());
  return { network, endpoints };
}

/** Whether the policy denies one of the addresses in a statement that a lease does not change: a prompt would loop. */
function isBlocked(answers: readonly MeResponse[]): boolean {
  return answers.some(({ access }) => !access.allowed && access.blockedBy !== undefined);
}

/** Every endpoint that leads to this backend. */
export function addressesOf(connection: Pick<Connection, 'endpoint' | 'endpoints'>): string[] {
  const others = connection.endpoints.filter((endpoint) => !sameEndpoint(endpoint, connection.endpoint));
  return [connection.endpoint, ...others];
}

function sameEndpoint(a: string, b: string): boolean {
  return a.replace(/\/+$/, '') === b.replace(/\/+$/, '');
}

/** The failure worth telling: what a backend said goes before what the way there did. */
export function worst(results: readonly { ok: boolean; failure?: ApiFailure }[]): ApiFailure {
  const failures = results.flatMap(({ failure }) => (failure ? [failure] : []));
  const wayThere: readonly string[] = WAY_FAILURES;
  return (
    failures.find(({ kind }) => !wayThere.includes(kind)) ??
    failures.find(({ kind }) => kind !== 'unreachable') ??
    failures[0] ?? { kind: 'unreachable' }
  );
}

export function problem(failure: ApiFailure, now: number): Network {
  return { status: 'problem', checkedAt: now, failure };
}
