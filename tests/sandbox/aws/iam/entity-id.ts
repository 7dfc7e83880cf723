import type { Environment } from '../environment.ts';
import type { PolicyEntity } from './policy-state.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PREFIXES = { user: 'AIDA', group: 'AGPA', role: 'AROA' } as const;

/** A managed policy's unique id, `ANPA` and 17 characters. */
export function makePolicyId(randomBytes: Environment['randomBytes']): string {
  return `ANPA${randomSuffix(randomBytes)}`;
}

/** A principal's unique id, for example `AROA…` for a role. */
export function makeEntityId(type: PolicyEntity['type'], randomBytes: Environment['randomBytes']): string {
  return PREFIXES[type] + randomSuffix(randomBytes);
}

function randomSuffix(randomBytes: Environment['randomBytes']): string {
  return Array.from(randomBytes(17), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
