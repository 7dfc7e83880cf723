import { setTimeout as pause } from 'node:timers/promises';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';

/** How `main.ts` tells the run it starts where to work; the credentials are found anew from the environment. */
export const ACCOUNT_VARIABLE = 'GENKAN_TEST_ACCOUNT';

const accountSchema = v.object({
  /** In every name this run makes. */
  runId: v.string(),
  /** Twelve digits. */
  accountId: v.string(),
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  partition: v.string(),
  region: v.string(),
  /** Who the credentials belong to, as an ARN. */
  caller: v.string(),
  /** Instead of AWS: a local stand-in that somebody named on purpose. */
  endpoint: v.optional(v.string()),
  /** The stand-in is a `moto_server`: cases that it is known to fail are left out. */
  isMoto: v.boolean(),
  /** How long cases wait between a write to IAM and a read, milliseconds. */
  settleMs: v.number(),
  /** The file that names everything before it is made. */
  journal: v.string(),
});
/** The account that a run works in, and what the run is called. */
export type Account = v.InferOutput<typeof accountSchema>;

/** What `main.ts` put into the environment. @throws {v.ValiError} where it did not */
export function readAccount(environment: Readonly<Record<string, string | undefined>>): Account {
  return v.parse(v.pipe(v.string(), v.parseJson(), accountSchema), environment[ACCOUNT_VARIABLE]);
}

/** SDK clients for the account; without `settleMs`, reads may show what IAM held before the last write. */
export function openClients({
  region,
  endpoint,
  settleMs = 0,
}: Pick<Account, 'region' | 'endpoint'> & Partial<Account>): {
  readonly iam: IAMClient;
  readonly s3: S3Client;
  destroy(): void;
} {
  const connection = { region, ...(endpoint && { endpoint }) };
  // The SDK would also repeat what IAM refuses for good: it takes LimitExceeded, the sixth version, for throttling.
  const iam = new IAMClient({ ...connection, maxAttempts: 1 });
  iam.middlewareStack.add((next) => (call) => whileThrottled(() => next(call)), { step: 'initialize' });
  const settle = settling(settleMs);
  iam.middlewareStack.add(
    (next, { commandName = '' }) =>
      (call) =>
        settle(commandName, () => next(call)),
    { step: 'initialize', priority: 'high' },
  );
  const s3 = new S3Client({
    ...connection,
    maxAttempts: ATTEMPTS,
    // A local S3 has no host name per bucket; a new bucket's own name may first lead to another region and back.
    forcePathStyle: endpoint !== undefined,
    followRegionRedirects: true,
  });
  return {
    iam,
    s3,
    destroy() {
      iam.destroy();
      s3.destroy();
    },
  };
}

/** IAM's write quotas are low and unpublished; a whole contract at once goes beyond them. */
const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 250;

/** Calls again, ever later, while IAM says `Throttling`: it has not done what was asked. */
export async function whileThrottled<T>(
  call: () => Promise<T>,
  sleep: (milliseconds: number) => Promise<void> = pause,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Error) || !/^Throttling/.test(error.name)) throw error;
      await sleep(FIRST_PAUSE_MS * 2 ** attempt);
    }
  }
}

/**
 * IAM's reads lag behind its writes by seconds, and a case asks at once. So a read waits until the last write, any
 * write, is so long ago.
 */
export function settling(
  settleMs: number,
  clock: { readonly now: () => number; readonly sleep: (milliseconds: number) => Promise<void> } = {
    now: Date.now,
    sleep: pause,
  },
): <T>(command: string, call: () => Promise<T>) => Promise<T> {
  let quietFrom = 0;
  return async (command, call) => {
    if (/^(Get|List)/.test(command)) {
      const left = quietFrom - clock.now();
      if (left > 0) await clock.sleep(left);
      return call();
    }
    try {
      return await call();
    } finally {
      quietFrom = clock.now() + settleMs;
    }
  };
}
