import { healthResponseSchema } from '@genkan/shared/contract';
import * as v from 'valibot';
import type { AllowlistDeps } from '../deps.ts';
import { toProblem } from '../problems.ts';
import { readTrail } from '../store/audit-trail.ts';
import { BASELINE_KEY } from '../store/baseline.ts';
import { listLeases } from '../store/leases.ts';
import { inspectLock } from '../store/lock.ts';
import { readDefaultVersion } from './baseline.ts';
import { checkAttachments } from './checks/attachments.ts';
import { checkBaseline } from './checks/baseline.ts';
import type { Attachments, EndpointAnswer, Fact, Facts, Finding } from './checks/check.ts';
import { checkEndpoints } from './checks/endpoints.ts';
import { checkPolicy } from './checks/policy.ts';
import { checkSchedule } from './checks/schedule.ts';

const TRAIL_MS = 2 * 86_400_000;
const ENDPOINT_TIMEOUT_MS = 5_000;

/** Looks at the whole deployment and says what to fix. Changes nothing. */
export async function examine(
  deps: AllowlistDeps,
  outside: {
    readonly attachments: () => Promise<Attachments>;
    readonly fetch: typeof fetch;
  },
): Promise<readonly Finding[]> {
  const facts = await gather(deps, outside);
  return [checkPolicy, checkAttachments, checkBaseline, checkSchedule, checkEndpoints].flatMap((check) =>
    check(facts),
  );
}

async function gather(deps: AllowlistDeps, outside: Parameters<typeof examine>[1]): Promise<Facts> {
  const now = deps.clock.now();
  const { ipv4, dualStack } = deps.config.endpoints;
  const [versions, live, baseline, records, trail, lock, attachments, first, second] = await Promise.all([
    attempt(() => deps.policies.listVersions()),
    attempt(async () => (await readDefaultVersion(deps)).document),
    attempt(async () => (await deps.objects.get(BASELINE_KEY))?.body),
    attempt(() => listLeases(deps.objects)),
    attempt(() => readTrail(deps.objects, { since: now - TRAIL_MS, until: now })),
    attempt(() => inspectLock(deps)),
    attempt(outside.attachments),
    ipv4 === undefined ? undefined : knock(outside.fetch, ipv4),
    dualStack === undefined ? undefined : knock(outside.fetch, dualStack),
  ]);
  const endpoints = { ...(first && { ipv4: first }), ...(second && { dualStack: second }) };
  return { deps, now, versions, live, baseline, records, trail, lock, attachments, endpoints };
}

async function attempt<T>(read: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { known: true, value: await read() };
  } catch (error) {
    const problem = toProblem(error);
    return { known: false, why: problem.code === 'internal' ? String(error) : problem.message };
  }
}

async function knock(get: typeof fetch, url: string): Promise<EndpointAnswer> {
  try {
    const response = await get(new URL('/healthz', url), {
      signal: AbortSignal.timeout(ENDPOINT_TIMEOUT_MS),
    });
    const { version } = v.parse(healthResponseSchema, await response.json());
    const date = Date.parse(response.headers.get('date') ?? '');
    return { url, version, ...(Number.isFinite(date) && { date }) };
  } catch (error) {
    return { url, error: error instanceof Error ? error.message : String(error) };
  }
}
