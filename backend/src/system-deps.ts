import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { assumeRole } from './aws/assume-role.ts';
import { awsOptions } from './aws/client-options.ts';
import { createPolicyStore } from './aws/iam.ts';
import { createObjectStore } from './aws/s3.ts';
import { type AllowlistDeps, createMemory } from './deps.ts';
import type { BackendConfig } from './runtime/config.ts';
import { createLog } from './runtime/log.ts';
import type { Clock, PolicyLocation, PolicyStore } from './runtime/ports.ts';
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
    openPolicy: createPolicyOpener(env),
  };
}

/** Opens each policy once, so that its connections and the credentials of its role are kept. */
function createPolicyOpener(env: Environment): (location: PolicyLocation) => PolicyStore {
  const opened = new Map<string, PolicyStore>();
  return (location) => {
    const { policyArn, roleArn, externalId } = location;
    const key = JSON.stringify([policyArn, roleArn, externalId]);
    const known = opened.get(key);
    if (known) return known;
    const options = awsOptions(env, 'IAM');
    const store = createPolicyStore(policyArn, {
      ...options,
      ...(roleArn !== undefined && { credentials: assumeRole({ ...location, roleArn }, env) }),
    });
    opened.set(key, store);
    return store;
  };
}
