/** The backend's HTTP API as the extension uses it. Responses are parsed; every failure has a name for which there are words. */
import {
  type CreateLeaseRequest,
  createLeaseResponseSchema,
  type EndLeaseResponse,
  endLeaseResponseSchema,
  healthResponseSchema,
  listLeasesResponseSchema,
  meResponseSchema,
  PROBLEM_TYPE_PREFIX,
  type Problem,
  type ProblemCode,
  problemSchema,
} from '@genkan/shared/contract';
import * as v from 'valibot';

/** What can go wrong on the way, before a backend has said anything. */
export const TRANSPORT_FAILURES = [
  /** This computer has no network at all. */
  'offline',
  /** No connection: wrong name, refused, blocked, or a certificate that is not the server's. */
  'unreachable',
  /**
   * The host responds, but the browser hides the response: API Gateway's own 429 or 503 (without CORS headers), a redirect to a
   * sign-in page of the network, another web site.
   */
  'unreadable',
  /** No response in time. */
  'slow',
  /** The response is not Genkan's: a captive portal, a proxy's error page, a wrong endpoint. */
  'not_genkan',
] as const;

/** The contract's codes, without their titles and schemas, which the popup would carry along. The type compares the two lists. */
const PROBLEM_CODES = Object.keys({
  invalid_request: 1,
  unauthorized: 1,
  not_found: 1,
  address_blocked: 1,
  baseline_invalid: 1,
  policy_unsupported: 1,
  policy_full: 1,
  policy_missing: 1,
  payload_too_large: 1,
  address_not_public: 1,
  proxy_in_front: 1,
  rate_limited: 1,
  internal: 1,
  iam_refused: 1,
  storage_refused: 1,
  aws_unavailable: 1,
  busy: 1,
} satisfies Record<ProblemCode, 1>) as ProblemCode[];

/** A failure a person can be told: the backend's problems, and those of the way there. */
export const failureSchema = v.object({
  kind: v.picklist([...TRANSPORT_FAILURES, ...PROBLEM_CODES]),
  /** The backend's own sentence, in English. */
  detail: v.optional(v.string()),
  requestId: v.optional(v.string()),
  /** When trying again makes sense, milliseconds since the epoch. */
  retryAt: v.optional(v.number()),
});
export type ApiFailure = v.InferOutput<typeof failureSchema>;
export type FailureKind = ApiFailure['kind'];

export type ApiResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ApiFailure };

/** What the calls need. */
export interface ApiContext {
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly online: () => boolean;
}

/** Longest wait for a response, milliseconds. A grant that waits for other writers takes a few seconds. */
export const READ_TIMEOUT_MS = 8_000;
export const WRITE_TIMEOUT_MS = 30_000;
const PROBE_TIMEOUT_MS = 3_000;

/** A backend, as reached at one address with one key. */
export interface Backend {
  readonly endpoint: string;
  readonly key: string;
}

/** `GET /v1/me`: who am I, what address do you see, is it allowed. */
export function getMe(context: ApiContext, backend: Backend) {
  return call(context, backend, 'GET', 'v1/me', READ_TIMEOUT_MS, meResponseSchema);
}

/** `POST /v1/leases`: allow the address this request comes from; renews when it is allowed already. */
export function createLease(context: ApiContext, backend: Backend, request: CreateLeaseRequest) {
  return call(context, backend, 'POST', 'v1/leases', WRITE_TIMEOUT_MS, createLeaseResponseSchema, request);
}

/** `GET /v1/leases`: my leases. */
export function listLeases(context: ApiContext, backend: Backend) {
  return call(context, backend, 'GET', 'v1/leases', READ_TIMEOUT_MS, listLeasesResponseSchema);
}

const endedSchema = v.optional(endLeaseResponseSchema);

/**
 * `DELETE /v1/leases/{id}`: end one now. One that is gone already counts as ended. The value names the targets where a
 * member has several and one of them failed.
 */
export async function deleteLease(
  context: ApiContext,
  backend: Backend,
  id: string,
): Promise<ApiResult<EndLeaseResponse | undefined>> {
  const path = `v1/leases/${encodeURIComponent(id)}`;
  const result = await call(context, backend, 'DELETE', path, WRITE_TIMEOUT_MS, endedSchema);
  // Genkan's own problem carries a request id; the 404 page of something else ends nothing.
  const isGone = !result.ok && result.failure.kind === 'not_found' && result.failure.requestId !== undefined;
  if (isGone) return { ok: true, value: undefined };
  return result;
}

async function call<T>(
  context: ApiContext,
  backend: Backend,
  method: string,
  path: string,
  timeout: number,
  schema: v.GenericSchema<unknown, T>,
  body?: unknown,
): Promise<ApiResult<T>> {
  let response: Response;
  let text: string;
  try {
    response = await context.fetch(urlOf(backend.endpoint, path), {
      method,
      headers: {
        authorization: `Bearer ${backend.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // The key is the only authority: no cookies, no cache, and never on to where a redirect points.
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeout),
    });
    text = await response.text();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') return fail({ kind: 'slow' });
    if (!context.online()) return fail({ kind: 'offline' });
    return fail({ kind: await diagnose(context, backend) });
  }
  const json = text === '' ? undefined : parseJson(text);
  if (response.ok) {
    const parsed = v.safeParse(schema, json);
    return parsed.success ? { ok: true, value: parsed.output } : fail({ kind: 'not_genkan' });
  }
  return fail(readFailure(response, json, context.now()));
}

const anyProblemSchema = v.object({ type: v.pipe(v.string(), v.startsWith(PROBLEM_TYPE_PREFIX)) });

/**
 * Why the request failed, as far as the browser lets it be seen. The real request is preceded by a preflight, which a
 * captive portal does not understand, so the browser reports nothing; these need none, and carry no key.
 */
async function diagnose({ fetch }: ApiContext, { endpoint }: Backend): Promise<FailureKind> {
  const probe = (mode: RequestMode) =>
    fetch(urlOf(endpoint, 'healthz'), {
      mode,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'follow',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    });
  try {
    const response = await probe('cors');
    const isHealthy = v.is(healthResponseSchema, parseJson(await response.text()));
    return isHealthy ? 'unreachable' : 'not_genkan';
  } catch {
    // Without permission to read it, the only thing to learn is that there is a response.
    return probe('no-cors').then(
      () => 'unreadable',
      () => 'unreachable',
    );
  }
}

function urlOf(endpoint: string, path: string): URL {
  return new URL(path, `${endpoint.replace(/\/+$/, '')}/`);
}

function readFailure(response: Response, json: unknown, now: number): ApiFailure {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retry = Number.isFinite(retryAfter) ? { retryAt: now + retryAfter * 1000 } : {};
  const problem = v.safeParse(problemSchema, json);
  if (problem.success) return { ...retry, ...failureOf(problem.output) };
  // A backend newer than this extension may have problems that it does not know.
  if (v.is(anyProblemSchema, json)) return { kind: 'internal', ...retry };
  // API Gateway throttles and times out in front of the function, in its own words.
  if (response.status === 429) return { kind: 'rate_limited', ...retry };
  if (json !== undefined && response.status >= 502 && response.status <= 504) {
    return { kind: 'aws_unavailable', ...retry };
  }
  // A web server, or an API Gateway without this route: the path of the endpoint is wrong.
  if (response.status === 404) return { kind: 'not_found' };
  return { kind: 'not_genkan' };
}

/** A problem of the backend as a failure. */
export function failureOf({ code, detail, requestId, retryAt }: Problem): ApiFailure {
  return {
    kind: code,
    detail,
    requestId,
    ...(retryAt === undefined ? {} : { retryAt: Date.parse(retryAt) }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fail(failure: ApiFailure): { readonly ok: false; readonly failure: ApiFailure } {
  return { ok: false, failure };
}
