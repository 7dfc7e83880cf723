import { nextReset } from '@genkan/shared/lease';
import * as v from 'valibot';
import { ensureBackend } from '../support/built/ensure-backend.ts';
import { type AwsSandbox, startAws } from './aws/sandbox.ts';
import { seedOfficeOnly } from './aws/seed.ts';
import { type ConsoleSettings, createConsole } from './console/server.ts';
import { createGateway, type Gateway } from './gateway/gateway.ts';
import { type LambdaFunction, startFunction } from './gateway/lambda-function.ts';
import { runGenkan } from './genkan-cli.ts';
import { type LivePolicy, readLivePolicy } from './live-policy.ts';
import { createCertificate } from './network/certificate.ts';
import { startEdge } from './network/edge.ts';
import { CERTIFICATE_HOSTS, DUAL_STACK_ENDPOINT, IPV4_ENDPOINT, partOf } from './network/hosts.ts';
import { type SandboxProxy, startProxy } from './network/proxy.ts';
import { addressTowardsAws, addressTowardsGenkan, type Visitor, visitorAtHome } from './network/visitor.ts';
import { restoreSeedState, type SeedState, takeSeedState } from './seed-state.ts';

const TIME_ZONE = 'Asia/Tokyo';
/** A lease that is granted in the last hour before a reset outlives it, so a deployment starts well before its reset. */
const RESET_MARGIN_MS = 2 * 3_600_000;

/** Genkan deployed in a local AWS on loopback, with AWS's console and one visitor with a browser. */
export interface SandboxDeployment {
  readonly aws: AwsSandbox;
  readonly gateway: Gateway;
  readonly lambda: LambdaFunction;
  readonly proxy: SandboxProxy;
  /** The visitor's network; a test changes it. */
  readonly visitor: Visitor;
  /** How the AWS account behaves; a test changes it. */
  readonly console: ConsoleSettings & { propagationMs: number };
  readonly policyArn: string;
  /** The one certificate a browser has to accept, see `Certificate.spkiFingerprint`. */
  readonly spkiFingerprint: string;
  /** The live policy, read with the AWS SDK. */
  livePolicy(): Promise<LivePolicy>;
  /** The document that AWS enforces, which lags behind what IAM lists by `console.propagationMs`. */
  enforcedDocument(): string;
  /** Runs `genkan` with the administrator's environment. */
  genkan(...args: string[]): Promise<string>;
  /** Creates a member with `genkan member add`; returns the setup code that it printed. */
  addMember(id: string, name: string): Promise<string>;
  /** Moves the function's clock to the daily reset and runs it. */
  midnight(): Promise<void>;
  /** Runs the five-minute reconcile. */
  reconcile(): Promise<void>;
  /** AWS's present state, for `startOver`. */
  takeState(): SeedState;
  /** Returns AWS to that state, the function to a cold start and the visitor to the home network; faster than a new start. */
  startOver(state: SeedState): Promise<void>;
  close(): Promise<void>;
}

/** An account of 2026: messages name the policy, sign-in is not restricted, and changes take effect at once. */
function usualSettings(): SandboxDeployment['console'] {
  return {
    namePolicy: true,
    signInFence: false,
    otherDeny: undefined,
    servedEverywhere: [],
    propagationMs: 0,
  };
}

const memberAddedSchema = v.object({ setupCode: v.string() });

/** A daily reset time that is not near: midnight, or six o'clock in the hours before midnight. */
function distantResetTime(): string {
  const untilMidnightMs = nextReset(Date.now(), { timeZone: TIME_ZONE, time: '00:00' }) - Date.now();
  return untilMidnightMs > RESET_MARGIN_MS ? '00:00' : '06:00';
}

/** The environment of the functions and of the command line. */
function environmentOf(
  aws: AwsSandbox,
  { policyArn, bucket, resetTime }: { policyArn: string; bucket: string; resetTime: string },
) {
  return {
    ...aws.environment(),
    GENKAN_POLICY_ARN: policyArn,
    GENKAN_BUCKET: bucket,
    GENKAN_TIME_ZONE: TIME_ZONE,
    GENKAN_RESET_TIME: resetTime,
    GENKAN_ENDPOINT_IPV4: IPV4_ENDPOINT,
    GENKAN_ENDPOINT_DUAL_STACK: DUAL_STACK_ENDPOINT,
  };
}

/** Starts the deployment of the seed example: the office is 123.123.123.123/32, the visitor is at home. */
export async function startDeployment(): Promise<SandboxDeployment> {
  const aws = await startAws();
  const { policyArn, bucket } = seedOfficeOnly(aws);
  const resetTime = distantResetTime();
  const environment = environmentOf(aws, { policyArn, bucket, resetTime });
  const backend = await ensureBackend();
  const genkan = (...args: string[]) => runGenkan(backend.genkan, environment, args);
  const [lambda, certificate] = await Promise.all([
    startFunction(backend.lambda, environment),
    createCertificate(CERTIFICATE_HOSTS),
    genkan('init', '--yes'),
  ]);

  const visitor = visitorAtHome();
  const gateway = createGateway(lambda, aws.accountId);
  const settings = usualSettings();
  let seededAt = Date.now();
  let aheadMs = 0;
  const enforcedDocument = () =>
    aws.iam.at(Math.max(seededAt, Date.now() - settings.propagationMs)).defaultVersion(policyArn).document;
  const console = await createConsole({
    accountId: aws.accountId,
    policyArn,
    settings,
    sourceIp: () => addressTowardsAws(visitor),
    enforcedDocument: async () => enforcedDocument(),
  });
  const edge = await startEdge(certificate, (host) => {
    const part = partOf(host);
    if (part === 'console') return (request) => console.fetch(request);
    return part === undefined ? undefined : gateway.site(() => addressTowardsGenkan(visitor, part));
  });
  const proxy = await startProxy(edge.port, (host) => partOf(host) !== undefined);

  return {
    aws,
    gateway,
    lambda,
    proxy,
    visitor,
    console: settings,
    policyArn,
    spkiFingerprint: certificate.spkiFingerprint,
    livePolicy: () => readLivePolicy(aws.endpoint, policyArn),
    enforcedDocument,
    genkan,
    addMember: async (id, name) =>
      v.parse(memberAddedSchema, JSON.parse(await genkan('member', 'add', id, '--name', name, '--json')))
        .setupCode,
    async midnight() {
      const now = Date.now() + aheadMs;
      aheadMs += nextReset(now, { timeZone: TIME_ZONE, time: resetTime }) - now + 1_000;
      await lambda.setClockAhead(aheadMs);
      await lambda.invoke('scheduled', { task: 'reset' });
    },
    reconcile: async () => void (await lambda.invoke('scheduled', { task: 'reconcile' })),
    takeState: () => takeSeedState(aws, { policyArn, bucket }),
    async startOver(state) {
      await lambda.restart(() => restoreSeedState(aws, { policyArn, bucket }, state));
      // Earlier documents are no longer enforced.
      seededAt = Date.now();
      aheadMs = 0;
      Object.assign(visitor, visitorAtHome());
      Object.assign(settings, usualSettings());
      gateway.fault = undefined;
      gateway.replay = undefined;
      gateway.delayMs = 0;
      gateway.holdMs = 0;
      gateway.requests.length = 0;
    },
    async close() {
      await proxy.close();
      await edge.close();
      await lambda.close();
      await aws.close();
    },
  };
}
