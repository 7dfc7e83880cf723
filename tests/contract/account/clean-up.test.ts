import { describe, expect, test } from 'vitest';
import { cleanUp } from './clean-up.ts';
import type { Made } from './journal.ts';

const policy = (name: string): Made => ({ kind: 'policy', name });
const bucket = (name: string): Made => ({ kind: 'bucket', name });

/** An account that holds these things; `hidden` are not shown for the first looks, as IAM does with what is new. */
function createAccount(made: readonly Made[], hidden: Readonly<Record<string, number>> = {}) {
  const held = new Set(made.map(({ name }) => name));
  const looks = new Map<string, number>();
  return {
    held,
    looks,
    async remove({ name }: Made): Promise<'removed' | 'gone'> {
      const look = (looks.get(name) ?? 0) + 1;
      looks.set(name, look);
      if (look <= (hidden[name] ?? 0) || !held.has(name)) return 'gone';
      held.delete(name);
      return 'removed';
    },
  };
}

const quickly = { pause: async () => undefined, rounds: 6 };

describe('cleaning up', () => {
  test('removes everything and has nothing to report', async () => {
    const made = [policy('a'), bucket('b')];
    const account = createAccount(made);
    expect(await cleanUp(made, account.remove, quickly)).toEqual([]);
    expect([...account.held]).toEqual([]);
  });

  test('a failure stops nothing, is tried again, and is reported when it stays', async () => {
    const made = [policy('throttled'), bucket('stuck'), policy('fine')];
    const account = createAccount(made);
    let throttles = 2;
    const remove = async (one: Made) => {
      if (one.name === 'stuck') throw new Error('AccessDenied');
      if (one.name === 'throttled' && throttles-- > 0) throw new Error('Throttling');
      return account.remove(one);
    };
    expect(await cleanUp(made, remove, quickly)).toEqual([
      { kind: 'bucket', name: 'stuck', reason: 'Error: AccessDenied' },
    ]);
    expect([...account.held]).toEqual(['stuck']);
  });

  test('a policy that IAM does not show yet is looked for again', async () => {
    const made = [policy('new')];
    const account = createAccount(made, { new: 1 });
    expect(await cleanUp(made, account.remove, quickly)).toEqual([]);
    expect([...account.held]).toEqual([]);
  });

  test('what was written down and never made is no leftover', async () => {
    const account = createAccount([]);
    expect(await cleanUp([bucket('never')], account.remove, quickly)).toEqual([]);
    expect(account.looks.get('never')).toBe(2);
  });

  test('pauses between rounds, and not before the first', async () => {
    let pauses = 0;
    const account = createAccount([policy('a')]);
    const pause = async () => {
      pauses += 1;
    };
    await cleanUp([policy('a')], account.remove, { rounds: 6, pause });
    // Removed; not found; not found again.
    expect(pauses).toBe(2);
  });
});
