/**
 * `Headers`, `Request` and `Response` as far as the app uses them. The Lambda build uses them instead of Node's own,
 * whose first use loads an HTTP client and its streams: a third of a cold start, for texts that are already in memory.
 */
import { Buffer } from 'node:buffer';

type HeaderSource = Iterable<readonly [string, string]> | Readonly<Record<string, string>>;
type Bytes = string | Uint8Array | null | undefined;

/** Header names are stored in lower case; values of a name that comes twice are joined, as HTTP allows. */
export class Headers {
  readonly #values = new Map<string, string>();

  constructor(source?: HeaderSource) {
    if (source === undefined) return;
    const entries = isIterable(source) ? source : Object.entries(source);
    for (const [name, value] of entries) this.append(name, value);
  }
  get(name: string): string | null {
    return this.#values.get(name.toLowerCase()) ?? null;
  }
  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }
  set(name: string, value: string): void {
    this.#values.set(name.toLowerCase(), String(value));
  }
  append(name: string, value: string): void {
    const known = this.get(name);
    this.set(name, known === null ? value : `${known}, ${value}`);
  }
  delete(name: string): void {
    this.#values.delete(name.toLowerCase());
  }
  getSetCookie(): string[] {
    const cookie = this.get('set-cookie');
    return cookie === null ? [] : [cookie];
  }
  forEach(visit: (value: string, name: string) => void): void {
    for (const [name, value] of this.#values) visit(value, name);
  }
  entries(): MapIterator<[string, string]> {
    return this.#values.entries();
  }
  [Symbol.iterator](): MapIterator<[string, string]> {
    return this.#values.entries();
  }
}

function isIterable(source: HeaderSource): source is Iterable<readonly [string, string]> {
  return Symbol.iterator in source;
}

/** What requests and responses share: a body in memory, read as often as wanted. */
class Message {
  readonly headers: Headers;
  readonly body: Bytes;
  readonly bodyUsed = false;

  constructor(body: Bytes, headers?: HeaderSource) {
    this.body = body ?? null;
    this.headers = new Headers(headers);
  }
  async text(): Promise<string> {
    return Buffer.from(this.body ?? '').toString('utf8');
  }
  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(Buffer.from(this.body ?? '')).buffer;
  }
}

export class Request extends Message {
  readonly url: string;
  readonly method: string;

  constructor(url: string, init: { method?: string; headers?: HeaderSource; body?: Bytes } = {}) {
    super(init.body, init.headers);
    this.url = url;
    this.method = init.method ?? 'GET';
    // The body is in memory, so its length is known, and a size limit can check the header before it reads the body.
    if (this.body === null) return;
    this.headers.delete('transfer-encoding');
    this.headers.set('content-length', String(Buffer.byteLength(this.body ?? '')));
  }
}

export class Response extends Message {
  readonly status: number;

  constructor(body?: Bytes, init: { status?: number | undefined; headers?: HeaderSource } = {}) {
    super(body, init.headers);
    this.status = init.status ?? 200;
    if (typeof body === 'string' && !this.headers.has('content-type'))
      this.headers.set('content-type', 'text/plain;charset=UTF-8');
  }
}
