import { median, quantile } from './sample.ts';

/** A number as a person reads it: some three significant digits, no exponent. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 || size === 0 ? 2 : 4;
  return value.toFixed(digits);
}

/** Median and middle half of a sample: `62.1 ms (60.2–65.0)`. */
export function spread(sample: readonly number[], unit: string): string {
  return `${number(median(sample))} ${unit} (${number(quantile(sample, 0.25))}–${number(quantile(sample, 0.75))})`;
}

/** Bytes in kilobytes of 1,000: `11.2 kB`. */
export function kilobytes(bytes: number): string {
  return `${number(bytes / 1000)} kB`;
}
