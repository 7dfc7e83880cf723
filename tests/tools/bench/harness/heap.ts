import type { CDPSession } from 'puppeteer-core';

/** Used heap of an isolate after a full collection, in kilobytes of 1,000. */
export async function heapKilobytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1000;
}

/**
 * V8 flags for measuring memory. What V8 compiles while a program gets warm stays on its heap and is no leak: its
 * compilers are off, and the notes for them are made at once.
 */
export const COMPILERS_OFF = ['--no-opt', '--no-maglev', '--no-sparkplug', '--no-lazy-feedback-allocation'];
