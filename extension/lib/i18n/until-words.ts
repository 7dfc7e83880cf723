import type { BackgroundSpeaker } from './background-words.ts';
import type { PopupSpeaker } from './popup-words.ts';

const MINUTE_MS = 60_000;
const HOURS_24_MS = 24 * 3_600_000;

/** How long until then: "9 h 56 min". */
export function leftWords(speaker: BackgroundSpeaker, at: number, now: number): string {
  const minutes = Math.max(0, Math.ceil((at - now) / MINUTE_MS));
  return minutes < 60
    ? speaker.say('until.left.minutes', { minutes })
    : speaker.say('until.left.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** A moment to come, with the day it is on and how long it is until then: "midnight tonight (9 h 56 min)". */
export function untilWords(speaker: BackgroundSpeaker, at: number, now: number): string {
  const time = momentWords(speaker, at, now);
  if (at - now >= HOURS_24_MS) return time;
  return speaker.say('until.withLeft', { time, left: leftWords(speaker, at, now) });
}

/** A moment to come. Within a day it says which night, so that "0:00" needs no thinking. */
export function momentWords(speaker: PopupSpeaker, at: number, now: number): string {
  const time = speaker.time(at, now);
  if (at - now >= HOURS_24_MS) return time;
  const end = new Date(at);
  if (end.getHours() === 0 && end.getMinutes() === 0) return speaker.say('until.midnight');
  return end.getDate() === new Date(now).getDate() ? time : speaker.say('until.tomorrow', { time });
}
