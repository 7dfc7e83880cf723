import type { ServiceName } from './wire.ts';

/** One request that reached the sandbox. Times are milliseconds since the epoch by the sandbox's clock. */
export interface LoggedRequest {
  readonly service: ServiceName;
  /** AWS's name for the operation, or `Unknown`. */
  readonly operation: string;
  /** `bucket/key` for S3, the policy's ARN for IAM. */
  readonly resource: string;
  readonly start: number;
  /** When the answer left; `undefined` while in flight. */
  readonly end: number | undefined;
  /** The HTTP status answered; 0 when the connection was cut instead. */
  readonly status: number | undefined;
  /** AWS's error code, when it was refused. */
  readonly code: string | undefined;
}

export interface RequestFilter {
  readonly service?: ServiceName;
  readonly operation?: string;
  readonly resource?: string;
}

/** Everything that was asked, in order of arrival. */
export class RequestLog {
  readonly #requests: LoggedRequest[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Notes an arrival; the returned function notes the answer. */
  begin(
    request: Pick<LoggedRequest, 'service' | 'operation' | 'resource'>,
  ): (status: number, code?: string) => void {
    const index = this.#requests.length;
    const started: LoggedRequest = {
      ...request,
      start: this.#now(),
      end: undefined,
      status: undefined,
      code: undefined,
    };
    this.#requests.push(started);
    return (status, code) => {
      const end = this.#now();
      // After a clear the entry is gone, and stays gone.
      if (this.#requests[index] === started) this.#requests[index] = { ...started, end, status, code };
    };
  }

  /** The requests that match, in order of arrival. */
  requests(filter: RequestFilter = {}): readonly LoggedRequest[] {
    return this.#requests.filter(
      (request) =>
        (filter.service === undefined || request.service === filter.service) &&
        (filter.operation === undefined || request.operation === filter.operation) &&
        (filter.resource === undefined || request.resource === filter.resource),
    );
  }

  count(filter: RequestFilter = {}): number {
    return this.requests(filter).length;
  }

  /** The most requests that were in flight at the same moment. */
  maxConcurrency(filter: RequestFilter = {}): number {
    const edges = this.requests(filter).flatMap(({ start, end = Number.POSITIVE_INFINITY }) => [
      { at: start, change: 1 },
      { at: end, change: -1 },
    ]);
    // An answer at the very moment of an arrival did not overlap with it.
    edges.sort((a, b) => a.at - b.at || a.change - b.change);
    let current = 0;
    let most = 0;
    for (const { change } of edges) {
      current += change;
      most = Math.max(most, current);
    }
    return most;
  }

  clear(): void {
    this.#requests.length = 0;
  }
}
