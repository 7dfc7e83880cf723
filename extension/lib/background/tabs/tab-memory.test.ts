import { describe, expect, test } from 'vitest';
import { memoryArea } from '../../testing/memory-environment.ts';
import { createTabMemory } from './tab-memory.ts';

const ASK = { connectionId: 'one', choices: ['one'], cidrs: ['203.0.113.7/32'] };
const now = () => 1_000;

describe('the memory of tabs', () => {
  test('the states of tabs outlive the background', async () => {
    const session = memoryArea();
    await createTabMemory(session, now, 'first').apply(3, 'ask', ASK);
    expect(await createTabMemory(session, now, 'second').get(3)).toMatchObject({
      phase: 'asking',
      connectionId: 'one',
      since: 1_000,
    });
  });

  test('six tabs that get a state in the same moment are all listed, and forgotten when they are closed', async () => {
    const memory = createTabMemory(memoryArea(), now, 'first');
    const tabs = [1, 2, 3, 4, 5, 6];
    await Promise.all(tabs.map((tab) => memory.apply(tab, 'ask', ASK)));
    expect((await memory.all()).map(([tab]) => tab)).toEqual(tabs);
    await Promise.all([memory.forget(2), memory.forget(5)]);
    expect((await memory.all()).map(([tab]) => tab)).toEqual([1, 3, 4, 6]);
    expect(await memory.get(2)).toBeUndefined();
  });

  test('of two clicks in the same moment one is carried out', async () => {
    const memory = createTabMemory(memoryArea(), now, 'first');
    await memory.apply(3, 'ask', ASK);
    const clicks = await Promise.all([memory.apply(3, 'allow'), memory.apply(3, 'allow')]);
    expect(clicks.map((state) => state?.phase)).toEqual(['allowing', undefined]);
  });

  test('a click that an earlier life of the background left unfinished can be made again', async () => {
    const session = memoryArea();
    const first = createTabMemory(session, now, 'first');
    await first.apply(3, 'ask', ASK);
    await first.apply(3, 'allow');
    const second = createTabMemory(session, now, 'second');
    const state = await second.get(3);
    expect(state && second.isInterrupted(state)).toBe(true);
    expect(await second.apply(3, 'allow')).toMatchObject({ phase: 'allowing', worker: 'second' });
    const made = await second.get(3);
    expect(made && second.isInterrupted(made)).toBe(false);
  });

  test('a state that cannot be read counts as none', async () => {
    const session = memoryArea();
    await session.set('tab:3', { phase: 'confused' });
    expect(await createTabMemory(session, now, 'first').get(3)).toBeUndefined();
  });

  test('the connection that was chosen for an alias is remembered', async () => {
    const memory = createTabMemory(memoryArea(), now, 'first');
    await Promise.all([memory.choose('my-company', 'one'), memory.choose('other', 'two')]);
    expect(await memory.chosenFor('my-company')).toBe('one');
    expect(await memory.chosenFor('other')).toBe('two');
    expect(await memory.chosenFor('third')).toBeUndefined();
  });
});
