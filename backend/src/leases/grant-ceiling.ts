import type { BackendConfig } from '../runtime/config.ts';
import type { Clock } from '../runtime/ports.ts';
import { ProblemError } from '../runtime/problems.ts';
import { MEMBER_GRANT_WINDOW_MS } from '../runtime/timing.ts';

/** The most members whose ceiling this process keeps. */
const MAX_MEMBERS = 1000;

/** When members that reached their ceiling may ask again, ms since the epoch, by member id. */
export interface GrantLimitMemory {
  readonly limitedUntil: Map<string, number>;
}

export interface GrantLimitPorts {
  readonly config: Pick<BackendConfig, 'memberGrants'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly memory: GrantLimitMemory;
}

export function createGrantLimitMemory(): GrantLimitMemory {
  return { limitedUntil: new Map() };
}

/** This process refuses further requests of the member until then. */
export function rememberCeiling(
  { memory }: Pick<GrantLimitPorts, 'memory'>,
  memberId: string,
  retryAt: number,
): void {
  const { limitedUntil } = memory;
  limitedUntil.delete(memberId);
  limitedUntil.set(memberId, retryAt);
  const oldest = limitedUntil.keys().next();
  if (limitedUntil.size > MAX_MEMBERS && !oldest.done) limitedUntil.delete(oldest.value);
}

/** @throws {ProblemError} `rate_limited` while the member is known here to be beyond the ceiling */
export function requireBelowCeiling(deps: GrantLimitPorts, memberId: string): void {
  const until = deps.memory.limitedUntil.get(memberId) ?? 0;
  const wait = until - deps.clock.now();
  if (wait > 0 && wait <= MEMBER_GRANT_WINDOW_MS) throw tooManyGrants(deps, until);
}

/** The problem of a request beyond the ceiling. */
export function tooManyGrants(
  deps: Pick<GrantLimitPorts, 'config' | 'clock'>,
  retryAt: number,
): ProblemError {
  const seconds = Math.max(1, Math.ceil((retryAt - deps.clock.now()) / 1000));
  return new ProblemError(
    'rate_limited',
    `This member has asked for ${deps.config.memberGrants} grants in ten minutes, which is the limit. Try again in ${seconds} seconds; if a script sends these requests, stop it.`,
    { retryAfter: seconds },
  );
}
