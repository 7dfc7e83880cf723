import type { BackgroundTranslator } from './background-words.ts';
import type { PopupTranslator } from './popup-words.ts';

const MINUTE_MS = 60_000;
const HOURS_24_MS = 24 * 3_600_000;

/** How long until then: "9 h 56 min". */
export function leftWords(translator: BackgroundTranslator, at: number, now: number): string {
  const minutes = Math.max(0, Math.ceil((at - now) / MINUTE_MS));
  return minutes < 60
    ? translator.translate('until.left.minutes', { minutes })
    : translator.translate('until.left.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** A moment to come, with the day it is on and how long it is until then: "midnight tonight (9 h 56 min)". */
export function untilWords(translator: BackgroundTranslator, at: number, now: number): string {
  const time = momentWords(translator, at, now);
  if (at - now >= HOURS_24_MS) return time;
  return translator.translate('until.withLeft', { time, left: leftWords(translator, at, now) });
}

/** A moment to come. Within a day the words name the night, so that "0:00" needs no thinking. */
export function momentWords(translator: PopupTranslator, at: number, now: number): string {
  const time = translator.time(at, now);
  if (at - now >= HOURS_24_MS) return time;
  const end = new Date(at);
  if (end.getHours() === 0 && end.getMinutes() === 0) return translator.translate('until.midnight');
  return end.getDate() === new Date(now).getDate() ? time : translator.translate('until.tomorrow', { time });
}
