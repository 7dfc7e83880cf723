/** Saying words in the person's language. */
import type { Settings } from './settings.ts';

export type Language = 'en' | 'ja' | 'en-XA';

/** The words of some keys in each language; the pseudo-locale is made when somebody wants it. */
export type Locales<Key extends string> = Readonly<Record<Language, () => Readonly<Record<Key, string>>>>;

/** The language to speak: the person's choice, or the browser's if we know it, or English. */
export function chooseLanguage(choice: Settings['language'], uiLanguage: string): Language {
  if (choice !== 'auto') return choice;
  return uiLanguage.toLowerCase().split('-')[0] === 'ja' ? 'ja' : 'en';
}

/** Says the words of some keys. A bundle carries the words of its own keys only. */
export interface SpeakerOf<Key extends string> {
  readonly language: Language;
  /** The words for a key, with `{name}` filled in. */
  readonly say: (key: Key, values?: Readonly<Record<string, string | number>>) => string;
  /** A moment, in the person's own time zone: the time alone when it is within a day, with the date otherwise. */
  time(at: number, now: number): string;
}

/** @param uiLanguage BCP 47; decides how times are written when its language is the one spoken */
export function speakerOf<Key extends string>(
  locales: Locales<Key>,
  choice: Settings['language'],
  uiLanguage: string,
): SpeakerOf<Key> {
  const language = chooseLanguage(choice, uiLanguage);
  const words = locales[language]();
  const locale = uiLanguage.toLowerCase().startsWith(language) ? uiLanguage : language;
  const clock = { hour: 'numeric', minute: '2-digit' } as const;
  // A browser's first date format costs as much as the rest of the popup: only where there is a time to say.
  let near: Intl.DateTimeFormat | undefined;
  let far: Intl.DateTimeFormat | undefined;
  return {
    language,
    say: (key, values = {}) =>
      words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)),
    time(at, now) {
      if (Math.abs(at - now) < 24 * 3600_000) {
        near ??= new Intl.DateTimeFormat(locale, clock);
        return near.format(at);
      }
      far ??= new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', ...clock });
      return far.format(at);
    },
  };
}
