import { InvalidArgumentError } from 'commander';

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const LONGEST_MS = 366 * UNITS.d;

/** Reads `90m`, `24h`, `7d` or `0` for commander; milliseconds. @throws {InvalidArgumentError} */
export function duration(text: string): number {
  const parts = /^(\d{1,6})([mhd])$/.exec(text);
  const unit = parts?.[2];
  const milliseconds =
    text === '0'
      ? 0
      : unit === 'm' || unit === 'h' || unit === 'd'
        ? Number(parts?.[1]) * UNITS[unit]
        : Number.NaN;
  if (!(milliseconds <= LONGEST_MS)) {
    throw new InvalidArgumentError('Give minutes, hours or days, such as 90m, 24h or 7d (a year at most).');
  }
  return milliseconds;
}

/** `86400000` → `24 hours`. Whole minutes. */
export function durationInWords(milliseconds: number): string {
  const count = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'}`;
  if (milliseconds % UNITS.d === 0 && milliseconds > UNITS.d) return count(milliseconds / UNITS.d, 'day');
  if (milliseconds % UNITS.h === 0) return count(milliseconds / UNITS.h, 'hour');
  return count(Math.round(milliseconds / UNITS.m), 'minute');
}
