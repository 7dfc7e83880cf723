import { describe, expect, it } from 'vitest';
import type { Area } from './environment.ts';
import { createPatientArea } from './patient-area.ts';
import { memoryArea } from './testing/memory-environment.ts';

/** An area that answers only when told to. */
function slowArea(value: unknown) {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const area: Area = { ...memoryArea(), get: () => gate.then(() => value) };
  return { area, release };
}

describe('an area that keeps its readers waiting', () => {
  it('gives its answer when it comes in time', async () => {
    const area = memoryArea();
    await area.set('prompt', 'refused');
    expect(await createPatientArea(area, memoryArea()).get('prompt')).toBe('refused');
  });

  it('gives the last known value when it does not', async () => {
    const copies = memoryArea();
    const early = memoryArea();
    await early.set('prompt', 'refused');
    await createPatientArea(early, copies).get('prompt');
    const { area } = slowArea('signin');
    expect(await createPatientArea(area, copies, 1).get('prompt')).toBe('refused');
  });

  it('keeps a late answer for the next time', async () => {
    const copies = memoryArea();
    const { area, release } = slowArea('refused');
    expect(await createPatientArea(area, copies, 1).get('prompt')).toBeUndefined();
    release();
    await expect.poll(() => copies.get('copy:prompt')).toBe('refused');
  });

  it('forgets what the organisation took back, and takes a refusal for nothing', async () => {
    const copies = memoryArea();
    await copies.set('copy:prompt', 'refused');
    const none: Area = { ...memoryArea(), get: () => Promise.reject(new Error('no policy')) };
    expect(await createPatientArea(none, copies).get('prompt')).toBeUndefined();
    await expect.poll(() => copies.get('copy:prompt')).toBeUndefined();
  });
});
