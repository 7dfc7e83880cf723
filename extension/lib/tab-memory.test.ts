import { describe, expect, it } from 'vitest';
import { createTabMemory } from './tab-memory.ts';
import { memoryArea } from './testing/memory-environment.ts';

const STATE = { connectionId: 'one', phase: 'asking', signIn: false } as const;

describe('the memory of tabs', () => {
  it('outlives the service worker', async () => {
    const session = memoryArea();
    await createTabMemory(session).set(3, STATE);
    expect(await createTabMemory(session).get(3)).toEqual(STATE);
  });

  it('lists what is open and forgets what is closed', async () => {
    const memory = createTabMemory(memoryArea());
    await memory.set(3, STATE);
    await memory.set(4, { ...STATE, phase: 'dismissed' });
    await memory.set(3, { ...STATE, phase: 'allowed' });
    expect((await memory.all()).map(([tab, { phase }]) => [tab, phase])).toEqual([
      [3, 'allowed'],
      [4, 'dismissed'],
    ]);
    await memory.forget(3);
    expect(await memory.get(3)).toBeUndefined();
    expect((await memory.all()).map(([tab]) => tab)).toEqual([4]);
  });

  it('takes a state it cannot read for none', async () => {
    const session = memoryArea();
    await session.set('tab:3', { phase: 'confused' });
    expect(await createTabMemory(session).get(3)).toBeUndefined();
  });

  it('knows when each connection was last allowed', async () => {
    const memory = createTabMemory(memoryArea());
    await memory.setAllowedAt('one', 5);
    await memory.setAllowedAt('two', 7);
    expect([
      await memory.allowedAt('one'),
      await memory.allowedAt('two'),
      await memory.allowedAt('x'),
    ]).toEqual([5, 7, undefined]);
  });
});
