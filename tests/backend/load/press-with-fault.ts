import { OFFICE_ONLY_DOCUMENT } from '../../sandbox/aws/seed.ts';
import { type Deployment, startBackend, startDeployment } from './team.ts';
import type { AwsCall, TransientError } from './transient-errors.ts';

/** What a click met, and what the next member's click. */
export interface Outcome {
  /** How many requests the fault met: anything but one is a row that tests nothing. */
  readonly hits: number;
  readonly click: Click;
  readonly next: Click;
  /** How often the first click sent CreatePolicyVersion. */
  readonly creates: number;
  /** Audit events `granted` in the bucket, by member. */
  readonly granted: readonly string[];
}

export interface Click {
  readonly status: number;
  readonly body: string;
  readonly milliseconds: number;
  /** Is the click's address in the default version afterwards? */
  readonly isLive: boolean;
}

/** Lifetime of the lock of a request whose version may still be created. */
const LOCK_GONE_MS = 41_000;

/**
 * Two members click one after the other, each on a process that has just started, while one call of the first click meets
 * one fault. All five versions of the policy are taken.
 */
export async function pressWithFault(
  { service, operation, resource }: AwsCall,
  { effect, when, isLost }: TransientError,
): Promise<Outcome> {
  const deployment = await startDeployment();
  const { aws, policyArn, config } = deployment;
  try {
    const [hanako, taro] = [await deployment.join('hanako'), await deployment.join('taro')];
    while (aws.iam.current.listPolicyVersions(policyArn).items.length < 5)
      aws.iam.createPolicyVersion(policyArn, OFFICE_ONLY_DOCUMENT, true);
    aws.log.clear();
    const fault = aws.faults.inject({
      service,
      operation,
      effect,
      ...(resource && { resource }),
      ...(when && { when }),
    });
    const click = await press(deployment, deployment.startProcess(), hanako, '203.0.113.7');
    const creates = aws.log.count({ operation: 'CreatePolicyVersion' });
    const { hits } = fault;
    aws.faults.clear();
    const later = deployment.startProcess();
    // The lock stays held only when the response to a create is lost; the later clicks come when it has expired.
    const isHeld = operation === 'CreatePolicyVersion' && isLost === true && click.status >= 400;
    const next = isHeld
      ? startBackend({
          ...later.deps,
          clock: { ...later.deps.clock, now: () => Date.now() + LOCK_GONE_MS },
        })
      : later;
    const nextClick = await press(deployment, next, taro, '203.0.113.8');
    const { objects } = aws.s3.bucket(config.bucket).list({ prefix: 'audit/' });
    const events = objects.map(({ body }): unknown => JSON.parse(Buffer.from(body).toString()));
    const granted = events.flatMap((event) => (isGranted(event) ? event.memberId : []));
    return { hits, click, next: nextClick, creates, granted };
  } finally {
    await aws.close();
  }
}

function isGranted(event: unknown): event is { readonly memberId: string } {
  return (
    typeof event === 'object' &&
    event !== null &&
    'event' in event &&
    event.event === 'granted' &&
    'memberId' in event &&
    typeof event.memberId === 'string'
  );
}

async function press(
  deployment: Deployment,
  { request }: ReturnType<Deployment['startProcess']>,
  key: string,
  from: string,
): Promise<Click> {
  const started = performance.now();
  const response = await request({ method: 'POST', path: '/v1/leases', from, key });
  const body = await response.text();
  return {
    status: response.status,
    body,
    milliseconds: performance.now() - started,
    isLive: deployment.live().document.includes(`"${from}`),
  };
}
