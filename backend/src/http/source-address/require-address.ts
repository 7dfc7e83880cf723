import type { Address } from '@genkan/shared/address';
import type { Context } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { requirePublicAddress } from './observed-address.ts';
import { NO_PROXIES, observeSource } from './source-address.ts';
import type { SourcePorts } from './source-ports.ts';

/**
 * The public address that this request comes from.
 * @throws {ProblemError} `address_not_public`, `proxy_in_front`
 */
export function requireAddress(deps: SourcePorts, c: Context<AppEnv>): Address {
  return requirePublicAddress(
    observeSource({
      peer: deps.sourceAddress(c),
      headers: c.req.header(),
      proxies: deps.trustedProxies ?? NO_PROXIES,
    }),
  );
}
