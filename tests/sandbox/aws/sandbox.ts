import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type SandboxClock, SYSTEM_CLOCK } from './clock.ts';
import { Faults } from './faults.ts';
import { iamService } from './iam/iam-service.ts';
import { Policies } from './iam/policies.ts';
import { RequestLog } from './request-log.ts';
import { s3Service } from './s3/s3-service.ts';
import { Storage } from './s3/storage.ts';
import { createAwsServer } from './server.ts';
import { Accounts } from './sts/accounts.ts';
import { stsService } from './sts/sts-service.ts';

export interface AwsOptions {
  /** Default 0: a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly clock?: SandboxClock;
  /** Milliseconds per request and service. */
  readonly latency?: { readonly iam?: number; readonly s3?: number };
  /** Twelve digits. */
  readonly accountId?: string;
}

/** A running local AWS: S3, IAM and STS on one port. */
export interface AwsSandbox {
  /** For `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  readonly accountId: string;
  /** IAM's state in the deployment's account, to seed and to read without HTTP. */
  readonly iam: Policies;
  /** Every account, and the roles that lead into the others. */
  readonly accounts: Accounts;
  /** S3's state, likewise. */
  readonly s3: Storage;
  readonly faults: Faults;
  readonly log: RequestLog;
  /** The environment variables that make the AWS SDK, or a child process that uses it, talk to this sandbox. */
  environment(): Record<string, string>;
  close(): Promise<void>;
}

/** Starts a local AWS in this process. Nothing is kept after `close`. */
export async function startAws(options: AwsOptions = {}): Promise<AwsSandbox> {
  const {
    port = 0,
    host = '127.0.0.1',
    clock = SYSTEM_CLOCK,
    latency = {},
    accountId = '123456789012',
  } = options;
  const now = () => clock.now();
  const s3 = new Storage({ now });
  const iam = new Policies(accountId, { now, randomBytes });
  const accounts = new Accounts(iam, { now, randomBytes });
  const faults = new Faults(now, latency);
  const log = new RequestLog(now);
  const services = { s3: s3Service(s3), iam: iamService(accounts), sts: stsService(accounts) };
  const server = createAwsServer({ services, faults, log, clock, accountId, makeRequestId: randomUUID });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The AWS sandbox has no port');
  const endpoint = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
  return {
    endpoint,
    accountId,
    iam,
    accounts,
    s3,
    faults,
    log,
    environment: () => sandboxEnvironment(endpoint),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Also overrides every AWS setting of this machine that would reach beyond the sandbox. */
function sandboxEnvironment(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ENDPOINT_URL_IAM: endpoint,
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIASANDBOX000000000',
    AWS_SECRET_ACCESS_KEY: 'sandbox-secret',
    AWS_SESSION_TOKEN: '',
    // With a profile set, the JavaScript SDK would ignore the keys above. Empty counts as not set.
    AWS_PROFILE: '',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
