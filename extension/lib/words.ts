/** Words in the person's language. */
import { en, type WordKey, type Words } from '../locales/en.ts';
import { ja } from '../locales/ja.ts';
import { pseudo } from '../locales/pseudo.ts';
import type { Settings } from './settings.ts';

export type Language = 'en' | 'ja' | 'en-XA';

/** The pseudo-locale is made when somebody wants it. */
const LOCALES: Readonly<Record<Language, () => Words>> = { en: () => en, ja: () => ja, 'en-XA': pseudo };

/** The language to speak: the person's choice, or the browser's if we know it, or English. */
export function chooseLanguage(choice: Settings['language'], uiLanguage: string): Language {
  if (choice !== 'auto') return choice;
  return uiLanguage.toLowerCase().split('-')[0] === 'ja' ? 'ja' : 'en';
}

export interface Speaker {
  readonly language: Language;
  /** The words for a key, with `{name}` filled in. */
  say(key: WordKey, values?: Readonly<Record<string, string | number>>): string;
  /** A moment, in the person's own time zone: the time alone when it is within a day, with the date otherwise. */
  time(at: number, now: number): string;
}

/** @param uiLanguage BCP 47; decides how times are written when its language is the one spoken */
export function createSpeaker(choice: Settings['language'], uiLanguage: string): Speaker {
  const language = chooseLanguage(choice, uiLanguage);
  const words = LOCALES[language]();
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
