import { execFileSync } from 'node:child_process';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { number } from './text.ts';

/** The machine that measured, in sentences for the results page. */
export interface Machine {
  readonly lines: readonly string[];
}

/** Describes this machine and its state right now. @param chromium the browser's path, where one was used */
export function describeMachine(chromium?: string): Machine {
  const processors = cpus();
  const browser =
    chromium === undefined ? [] : [execFileSync(chromium, ['--version'], { encoding: 'utf8' }).trim()];
  return {
    lines: [
      `${new Date().toISOString().slice(0, 10)}, load average at the start ${loadavg().map(number).join(' ')} (shared machine)`,
      `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${number(totalmem() / 2 ** 30)} GiB`,
      `${platform()} ${release()} ${arch()}, Node ${process.versions.node}`,
      ...browser,
    ],
  };
}
