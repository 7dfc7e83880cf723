import type { Speaker } from './words.ts';

const MINUTE_MS = 60_000;
const HOURS_24_MS = 24 * 3_600_000;

/** How long until then: "9 h 56 min". */
export function leftWords(speaker: Speaker, at: number, now: number): string {
  const minutes = Math.max(0, Math.ceil((at - now) / MINUTE_MS));
  return minutes < 60
    ? speaker.say('until.left.minutes', { minutes })
    : speaker.say('until.left.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** A moment to come, with the day it is on and how long it is until then: "midnight tonight (9 h 56 min)". */
export function untilWords(speaker: Speaker, at: number, now: number): string {
  const time = speaker.time(at, now);
  if (at - now >= HOURS_24_MS) return time;
  const left = leftWords(speaker, at, now);
  return speaker.say('until.withLeft', { time: dayWords(speaker, at, now, time), left });
}

/** The moment within a day, so that nobody has to think which night "0:00" is. */
function dayWords(speaker: Speaker, at: number, now: number, time: string): string {
  const end = new Date(at);
  if (end.getHours() === 0 && end.getMinutes() === 0) return speaker.say('until.midnight');
  return end.getDate() === new Date(now).getDate() ? time : speaker.say('until.tomorrow', { time });
}
