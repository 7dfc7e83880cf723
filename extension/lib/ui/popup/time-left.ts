import type { PopupTranslator } from '../../i18n/popup-words.ts';

/** How much time is left, in words. @param left milliseconds */
export function timeLeft(translator: PopupTranslator, left: number): string {
  if (left <= 0) return translator.translate('popup.left.ended');
  const minutes = Math.max(1, Math.floor(left / 60_000));
  return minutes < 60
    ? translator.translate('popup.left.minutes', { minutes })
    : translator.translate('popup.left.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
