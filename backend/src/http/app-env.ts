import { Buffer } from 'node:buffer';
import type { Context } from 'hono';
import type { RandomBytes } from '../runtime/ports.ts';
import type { Member } from '../store/members.ts';
import type { Authenticated } from './auth.ts';

/** What the entry point hands over with each request, and what the middleware adds. */
export interface AppEnv {
  Bindings: {
    /** The front door's id of the request, if it has one. */
    readonly requestId?: string;
    /** The address that the front door saw. */
    readonly sourceAddress?: string;
  };
  Variables: { requestId: string; member: Member; isAllowedBy: Authenticated['isAllowedBy'] };
}

/** The front door's request id, or a random one. */
export function requestIdOf(c: Context<AppEnv>, deps: { readonly randomBytes: RandomBytes }): string {
  return c.env?.requestId ?? Buffer.from(deps.randomBytes(8)).toString('hex');
}
