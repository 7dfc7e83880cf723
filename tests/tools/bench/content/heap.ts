import type { CDPSession } from 'puppeteer-core';

/** Used heap of an isolate after a full collection, in kilobytes of 1,000. */
export async function heapKilobytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1000;
}
