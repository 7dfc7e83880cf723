import type { ServiceName } from './wire.ts';

/** One request that reached the sandbox. Times are milliseconds since the epoch by the sandbox's clock. */
export interface LoggedRequest {
  readonly service: ServiceName;
  /** AWS's name for the operation, or `Unknown`. */
  readonly operation: string;
  /** `bucket/key` for S3, the policy's ARN for IAM. */
  readonly resource: string;
  readonly start: number;
  /** When the response was sent; `undefined` while in flight. */
  readonly end: number | undefined;
  /** The HTTP status of the response; 0 when the connection was cut instead. */
  readonly status: number | undefined;
  /** AWS's error code, when it was refused. */
  readonly code: string | undefined;
}

export interface RequestFilter {
  readonly service?: ServiceName;
  readonly operation?: string;
  readonly resource?: string;
}

/** A request with its place among all arrivals and responses; times alone do not show what overlapped in a millisecond. */
interface Entry {
  request: LoggedRequest;
  readonly arrival: number;
  departure: number;
}

/** Every request, in order of arrival. */
export class RequestLog {
  readonly #now: () => number;
  #entries: Entry[] = [];
  #events = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Records an arrival; the returned function records the response. */
  begin(
    request: Pick<LoggedRequest, 'service' | 'operation' | 'resource'>,
  ): (status: number, code?: string) => void {
    const { service, operation, resource } = request;
    const entry: Entry = {
      request: {
        service,
        operation,
        resource,
        start: this.#now(),
        end: undefined,
        status: undefined,
        code: undefined,
      },
      arrival: this.#events++,
      departure: Number.POSITIVE_INFINITY,
    };
    this.#entries.push(entry);
    return (status, code) => {
      entry.request = { ...entry.request, end: this.#now(), status, code };
      entry.departure = this.#events++;
    };
  }

  /** The requests that match, in order of arrival. */
  requests(filter: RequestFilter = {}): readonly LoggedRequest[] {
    return this.#matching(filter).map(({ request }) => request);
  }

  count(filter: RequestFilter = {}): number {
    return this.#matching(filter).length;
  }

  /** The most requests that were in flight at the same moment. */
  maxConcurrency(filter: RequestFilter = {}): number {
    const entries = this.#matching(filter);
    const inFlight = entries.map(
      ({ arrival }) =>
        entries.filter((other) => other.arrival <= arrival && other.departure > arrival).length,
    );
    return Math.max(0, ...inFlight);
  }

  clear(): void {
    this.#entries = [];
  }

  #matching({ service, operation, resource }: RequestFilter): readonly Entry[] {
    return this.#entries.filter(
      ({ request }) =>
        (service === undefined || request.service === service) &&
        (operation === undefined || request.operation === operation) &&
        (resource === undefined || request.resource === resource),
    );
  }
}
