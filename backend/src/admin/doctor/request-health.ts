import { lookup } from 'node:dns/promises';
import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import type { Family } from '@genkan/shared/address';
import { healthResponseSchema } from '@genkan/shared/contract';
import * as v from 'valibot';
import type { HealthResult } from '../../runtime/account-port.ts';
import { jsonText } from '../../runtime/json-text.ts';
import { findCdn } from './find-cdn.ts';

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 10_000;

/** The address families that the system's resolver has for a host; an IP address has its own. @throws */
export async function familiesOf(host: string): Promise<readonly Family[]> {
  const found = await lookup(host.replace(/^\[|\]$/g, ''), { all: true });
  return ([4, 6] as const).filter((family) => found.some((address) => address.family === family));
}

/** Requests the health of an endpoint over one address family, which `fetch` cannot choose. @throws */
export async function requestHealth(endpoint: string, family: Family): Promise<HealthResult> {
  const url = new URL('/healthz', endpoint);
  const { text, status, date, cdn } = await request(url, family);
  const health = v.safeParse(jsonText(healthResponseSchema), text);
  if (!health.success) throw new Error(`it responded with ${status}, but not as Genkan does`);
  return { version: health.output.version, ...(Number.isFinite(date) && { date }), ...(cdn && { cdn }) };
}

interface HealthResponse {
  readonly text: string;
  readonly status: number;
  readonly date: number;
  readonly cdn: string | undefined;
}

function request(url: URL, family: Family): Promise<HealthResponse> {
  return new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? getHttps : getHttp;
    const sent = get(url, { family, signal: AbortSignal.timeout(TIMEOUT_MS), agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MAX_BYTES) response.destroy(new Error('its response is too long'));
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          text,
          status: response.statusCode ?? 0,
          date: Date.parse(response.headers.date ?? ''),
          cdn: findCdn(response.headers),
        }),
      );
    });
    // When every address of a name refuses the connection, Node's error has only a code.
    sent.on('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(error.message || error.code, { cause: error })),
    );
  });
}
