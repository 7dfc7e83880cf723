import type { StatusPorts } from '../network-status/policy-view.ts';
import type { QueueMemory } from '../policy/writer/writer.ts';
import type { WriterPorts } from '../policy/writer/writer-ports.ts';
import type { BackendConfig } from '../runtime/config.ts';
import type { LabelPorts } from '../store/leases.ts';
import type { GrantLimitMemory } from './grant-ceiling.ts';

/** What granting, renewing and revoking a lease use. */
export type LeasePorts = WriterPorts &
  StatusPorts &
  LabelPorts & {
    readonly config: Pick<
      BackendConfig,
      'ipv6Prefix' | 'maxMinutes' | 'memberGrants' | 'resetTime' | 'timeZone'
    >;
    readonly memory: GrantLimitMemory & QueueMemory;
  };
