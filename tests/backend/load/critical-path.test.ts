import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoggedRequest } from '../../sandbox/aws/request-log.ts';
import { type BackendProcess, type Deployment, startDeployment } from './team.ts';

/** Latency of each call, so that concurrent calls can be distinguished from consecutive ones. */
const LATENCY_MS = 300;

let deployment: Deployment;
let warm: BackendProcess;
let key: string;

beforeAll(async () => {
  deployment = await startDeployment();
  key = await deployment.join('hanako');
  warm = deployment.startProcess();
  // Warm: the process has granted the member a lease before, and has cached her record, the baseline and the policy.
  const first = await warm.request({ method: 'POST', path: '/v1/leases', from: '203.0.113.1', key });
  expect(first.status).toBe(201);
}, 30_000);

afterAll(() => deployment.aws.close());

/** The rounds of a request: a call that begins after a call of the round has returned belongs to the next round. */
function roundsOf(requests: readonly LoggedRequest[]): LoggedRequest[][] {
  const rounds: LoggedRequest[][] = [];
  for (const request of requests.toSorted((a, b) => a.start - b.start)) {
    const round = rounds.at(-1);
    const firstReturn = Math.min(...(round ?? []).map(({ end = Number.POSITIVE_INFINITY }) => end));
    if (round !== undefined && request.start < firstReturn) round.push(request);
    else rounds.push([request]);
  }
  return rounds;
}

test('a lone grant on a warm process takes two IAM calls in turn and four rounds, two of them S3 alone', {
  timeout: 30_000,
}, async () => {
  const { aws } = deployment;
  aws.faults.setLatency('iam', LATENCY_MS);
  aws.faults.setLatency('s3', LATENCY_MS);
  aws.log.clear();
  const response = await warm.request({ method: 'POST', path: '/v1/leases', from: '203.0.113.2', key });
  expect(response.status).toBe(201);

  const rounds = roundsOf(aws.log.requests());
  const told = rounds.map((round) =>
    round.map(({ service, operation }) => `${service}:${operation}`).join(' '),
  );
  expect(told.length, told.join('\n')).toBeLessThanOrEqual(4);
  expect(aws.log.requests({ service: 'iam' }).map(({ operation }) => operation)).toEqual([
    'ListPolicyVersions',
    'CreatePolicyVersion',
  ]);
  const s3Alone = rounds.filter((round) => round.every(({ service }) => service === 's3'));
  expect(s3Alone, told.join('\n')).toHaveLength(2);
});
