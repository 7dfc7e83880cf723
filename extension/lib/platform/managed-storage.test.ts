import { encodeSetupCode } from '@genkan/shared/codes/setup-code';
import { describe, expect, test } from 'vitest';
import { ENDPOINT, KEY } from '../testing/fake-backend.ts';
import { memoryArea } from '../testing/memory-environment.ts';
import type { Area } from './environment.ts';
import { createManagedArea, forgetManaged, type ManagedAreaOptions } from './managed-storage.ts';

/** An area that returns only when told to. */
function slowArea(value: unknown) {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const area: Area = { ...memoryArea(), get: () => gate.then(() => value) };
  return { area, release };
}

function options(changes: Partial<ManagedAreaOptions> = {}): ManagedAreaOptions {
  return { copies: memoryArea(), session: memoryArea(), now: () => 0, needsKeys: false, ...changes };
}

const NONE: Area = { ...memoryArea(), get: () => Promise.reject(new Error('no policy')) };
const CONNECTIONS = [
  { name: 'Team', setupCode: encodeSetupCode({ endpoint: ENDPOINT, key: KEY }) },
  { name: 'Own key', endpoint: 'https://own.example' },
  { name: 'Broken', setupCode: 'genkan1_x' },
];

describe('an area that keeps its readers waiting', () => {
  test('returns the values when they come in time', async () => {
    const area = memoryArea();
    await area.set('prompt', 'refused');
    expect(await createManagedArea(area, options()).get('prompt')).toBe('refused');
  });

  test('gives the last known value when it does not', async () => {
    const copies = memoryArea();
    const early = memoryArea();
    await early.set('prompt', 'refused');
    await createManagedArea(early, options({ copies })).get('prompt');
    const { area } = slowArea('signin');
    expect(await createManagedArea(area, options({ copies, timeoutMs: 1 })).get('prompt')).toBe('refused');
  });

  test('keeps late values for the next time', async () => {
    const copies = memoryArea();
    const { area, release } = slowArea('refused');
    expect(await createManagedArea(area, options({ copies, timeoutMs: 1 })).get('prompt')).toBeUndefined();
    release();
    await expect.poll(() => copies.get('copy:prompt')).toBe('refused');
  });

  test('copies no key, and a reader that needs it waits for it', async () => {
    const copies = memoryArea();
    const early = memoryArea();
    await early.set('connections', CONNECTIONS);
    expect(await createManagedArea(early, options({ copies })).get('connections')).toEqual(CONNECTIONS);
    const kept = await copies.get('copy:connections');
    expect(kept).toEqual([
      { name: 'Team', endpoint: ENDPOINT, endpoints: [], keyWithheld: true },
      { name: 'Own key', endpoint: 'https://own.example', endpoints: [] },
    ]);

    const { area, release } = slowArea(CONNECTIONS);
    const page = createManagedArea(area, options({ copies, timeoutMs: 1 }));
    expect(await page.get('connections')).toEqual(kept);
    const background = createManagedArea(area, options({ copies, timeoutMs: 1, needsKeys: true }));
    const answer = background.get('connections');
    release();
    expect(await answer).toEqual(CONNECTIONS);
  });

  test('does not take early emptiness for the final state', async () => {
    let now = 0;
    const copies = memoryArea();
    await copies.set('copy:prompt', 'refused');
    const area = createManagedArea(NONE, options({ copies, now: () => now }));
    expect(await area.get('prompt')).toBe('refused');
    now = 59_000;
    expect(await area.get('prompt')).toBe('refused');
    expect(await copies.get('copy:prompt')).toBe('refused');
    now = 61_000;
    expect(await area.get('prompt')).toBeUndefined();
    expect(await copies.get('copy:prompt')).toBeUndefined();
  });

  test('forgets at once what the organisation takes back while the browser runs', async () => {
    const copies = memoryArea();
    await copies.set('copy:prompt', 'refused');
    await forgetManaged(copies, ['prompt']);
    expect(await createManagedArea(NONE, options({ copies })).get('prompt')).toBeUndefined();
  });
});
