import type { Context } from 'hono';
import type { TrustedProxies } from '../../runtime/config.ts';
import type { AppEnv } from '../app-env.ts';

/** What tells where a request comes from. */
export interface SourcePorts {
  /**
   * The peer of this request that the socket or API Gateway saw, as text; `undefined` when it is not known. Never from a
   * query, a body or a header.
   */
  readonly sourceAddress: (c: Context<AppEnv>) => string | undefined;
  /** Which peers are proxies that are believed about `X-Forwarded-For`; none when absent. */
  readonly trustedProxies?: TrustedProxies;
}
