/** The choices of the popup in minutes: as far as the team's maximum goes, and the maximum itself in whole hours. */
export function durations(maxMinutes: number): readonly number[] {
  const longest = Math.floor(maxMinutes / 60) * 60;
  return [30, 60, 120, 240, 480, ...(longest > 480 ? [longest] : [])].filter(
    (minutes) => minutes <= maxMinutes,
  );
}
