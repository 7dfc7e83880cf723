/** An instant in the team's zone, to the minute: `2026-11-24 00:00`. Takes ms since the epoch, or ISO 8601 text. */
export function formatInstant(instant: number | string, timeZone: string): string {
  // The Swedish locale writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant));
}
