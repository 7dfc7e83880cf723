/** Saying words in the person's language. */
import { LANGUAGES, type Settings } from '../settings/settings.ts';

/** The parts of the words, each with its own file: a script reads only those that it shows. */
export const PARTS = ['prompt', 'popup', 'options'] as const;
export type Part = (typeof PARTS)[number];

export type Language = Exclude<Settings['language'], 'auto'>;

/**
 * The language to speak: the person's choice, or the browser's if we know it, or English. Chinese is written in the script
 * that its region or tag names.
 */
export function chooseLanguage(choice: Settings['language'], uiLanguage: string): Language {
  if (choice !== 'auto') return choice;
  if (baseOf(uiLanguage) === 'zh') {
    return new Intl.Locale(uiLanguage).maximize().script === 'Hant' ? 'zh-TW' : 'zh-CN';
  }
  const known = LANGUAGES.filter((each) => each !== 'auto' && each !== 'en-XA');
  return known.find((each) => baseOf(each) === baseOf(uiLanguage)) ?? 'en';
}

function baseOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? '';
}

/** Says the words of some keys. A bundle carries the words of its own keys only. */
export interface TranslatorOf<Key extends string> {
  readonly language: Language;
  /** The words for a key, with `{name}` filled in. */
  readonly translate: (key: Key, values?: Readonly<Record<string, string | number>>) => string;
  /** A moment, in the person's own time zone: the time alone when it is within a day, with the date otherwise. */
  time(at: number, now: number): string;
  /** From one moment to another, with the date. */
  range(from: number, to: number): string;
}

/** @param uiLanguage BCP 47; decides how times are written when its language is the one spoken */
export function translatorOf<Key extends string>(
  words: Readonly<Record<Key, string>>,
  language: Language,
  uiLanguage: string,
): TranslatorOf<Key> {
  const isOwn = baseOf(uiLanguage) === baseOf(language) && chooseLanguage('auto', uiLanguage) === language;
  const locale = isOwn ? uiLanguage : language;
  const clock = { hour: 'numeric', minute: '2-digit' } as const;
  // A browser's first date format costs as much as the rest of the popup: only where there is a time to say.
  let near: Intl.DateTimeFormat | undefined;
  let withDate: Intl.DateTimeFormat | undefined;
  const far = () => {
    withDate ??= new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', ...clock });
    return withDate;
  };
  return {
    language,
    translate: (key, values = {}) => {
      const text = words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
      return /^(ja|zh)/.test(language) ? text.replace(SPACE_BETWEEN_IDEOGRAPHS, '') : text;
    },
    time(at, now) {
      if (Math.abs(at - now) < 24 * 3600_000) {
        near ??= new Intl.DateTimeFormat(locale, clock);
        return near.format(at);
      }
      return far().format(at);
    },
    range: (from, to) => far().formatRange(from, Math.max(from, to)),
  };
}

/** The space beside a value is for Latin letters and digits: 「本番環境を使う」, 「Production を使う」. */
const SPACE_BETWEEN_IDEOGRAPHS =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]) (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;
