/** The choices of the popup in minutes, as far as the team's maximum goes. */
export function durations(maxMinutes: number): readonly number[] {
  return [30, 60, 120, 240, 480].filter((minutes) => minutes <= maxMinutes);
}
