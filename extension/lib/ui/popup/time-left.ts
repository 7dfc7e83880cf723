import type { PopupSpeaker } from '../../i18n/popup-words.ts';

/** How much time is left, in words. @param left milliseconds */
export function timeLeft(speaker: PopupSpeaker, left: number): string {
  if (left <= 0) return speaker.say('popup.left.ended');
  const minutes = Math.max(1, Math.floor(left / 60_000));
  return minutes < 60
    ? speaker.say('popup.left.minutes', { minutes })
    : speaker.say('popup.left.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
