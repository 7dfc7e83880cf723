import type { PolicyDiff } from '@genkan/shared/policy';
import type { Style } from './style.ts';
import { printable } from './table.ts';

/** A difference between two documents as lines with + and -. */
export function describeDiff(diff: Pick<PolicyDiff, 'added' | 'removed' | 'other'>, style: Style): string {
  const lines = [
    ...diff.added.map((entry) => style.good(`+ ${printable(entry)}`)),
    ...diff.removed.map((entry) => style.bad(`- ${printable(entry)}`)),
    ...diff.other.map((words) => style.warning(`! ${printable(words)}`)),
  ];
  return lines.length === 0 ? '(no difference)' : lines.join('\n');
}

/** What became of a member's leases, as a sentence. */
export function describeEndedLeases(cidrs: readonly string[]): string {
  if (cidrs.length === 0) return 'There was no active lease.';
  return `${cidrs.length === 1 ? 'The lease for' : 'The leases for'} ${cidrs.join(', ')} ${cidrs.length === 1 ? 'has' : 'have'} ended.`;
}
