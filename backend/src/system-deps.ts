import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { awsOptions } from './aws/client-options.ts';
import { createPolicyStore } from './aws/iam.ts';
import { createObjectStore } from './aws/s3.ts';
import { type AllowlistDeps, createMemory } from './deps.ts';
import type { BackendConfig } from './runtime/config.ts';
import { createLog } from './runtime/log.ts';
import type { Clock } from './runtime/ports.ts';
import type { Environment } from './runtime/settings-reader.ts';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => pause(milliseconds, undefined, { signal }),
};

/** Dependencies on real AWS, the system's clock and the system's randomness. */
export function createSystemDeps(
  config: BackendConfig,
  env: Environment,
  write: (line: string) => void,
): AllowlistDeps {
  return {
    config,
    objects: createObjectStore(config.bucket, awsOptions(env, 'S3')),
    policies: createPolicyStore(config.policyArn, awsOptions(env, 'IAM')),
    clock: systemClock,
    randomBytes,
    log: createLog(write),
    memory: createMemory(),
  };
}
