import { type Address, type Cidr, parseAddress, parseCidr } from '../src/address.ts';
import type { RenderLease } from '../src/render.ts';
import type { Result } from '../src/result.ts';

/** The value of a result that has to be one. @throws {TypeError} with the reason when it is a refusal */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new TypeError(result.reason);
  return result.value;
}

export function address(text: string): Address {
  return unwrap(parseAddress(text));
}

export function cidr(text: string): Cidr {
  return unwrap(parseCidr(text));
}

/** An active lease; `at` orders leases, and by default it ends a thousand milliseconds later. */
export function lease(text: string, at = 1, endsAt = at + 1000): RenderLease {
  return { cidr: cidr(text), at, endsAt };
}

/** The classic policy, on one line as `JSON.stringify` writes it, with these addresses. */
export function ipPolicy(entries: string | readonly string[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': entries } },
      },
    ],
  });
}
