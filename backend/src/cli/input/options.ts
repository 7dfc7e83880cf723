import { InvalidArgumentError } from 'commander';

/** Reads a whole number from 1 for commander. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(text);
}
