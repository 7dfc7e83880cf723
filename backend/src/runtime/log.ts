import type { Log } from './ports.ts';

/** One JSON object per line on standard output, where CloudWatch Logs and every log shipper read it. */
export function createLog(write: (line: string) => void, now: () => number = Date.now): Log {
  const line =
    (level: string) =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) =>
      write(JSON.stringify({ time: new Date(now()).toISOString(), level, message: event, ...fields }));
  return { info: line('info'), error: line('error') };
}
