/** What became of a member's leases, in a sentence. */
export function sayEnded(cidrs: readonly string[]): string {
  if (cidrs.length === 0) return 'There was no active lease.';
  return `${cidrs.length === 1 ? 'The lease for' : 'The leases for'} ${cidrs.join(', ')} ${cidrs.length === 1 ? 'has' : 'have'} ended.`;
}
