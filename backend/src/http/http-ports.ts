import type { Context } from 'hono';
import type { LeasePorts } from '../leases/lease-ports.ts';
import type { BackendConfig, TrustedProxies } from '../runtime/config.ts';
import type { LabelPorts } from '../store/leases.ts';
import type { AppEnv } from './app-env.ts';

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

/** What the HTTP API uses. */
export type HttpPorts = LeasePorts & LabelPorts & SourcePorts & { readonly config: BackendConfig };
