/** Every language: for the build, which writes a file for each of them and each part, and for tests. */

import type { Language } from '../lib/i18n/translator.ts';
import { PARTS, type Part } from '../lib/i18n/translator.ts';
import { de } from './de.ts';
import { options } from './en/options.ts';
import { popup } from './en/popup.ts';
import { prompt } from './en/prompt.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { pseudo } from './pseudo.ts';
import { ptBR } from './pt-BR.ts';
import { zhCN } from './zh-CN.ts';
import { zhTW } from './zh-TW.ts';

const WRITTEN = { en, ja, ko, 'zh-CN': zhCN, 'zh-TW': zhTW, de, fr, es, 'pt-BR': ptBR };

export const LOCALES: Readonly<Record<Language, Words>> = {
  ...WRITTEN,
  'en-XA': pseudo(en, Object.values(WRITTEN)),
};

const KEYS: Readonly<Record<Part, readonly string[]>> = {
  prompt: Object.keys(prompt),
  popup: Object.keys(popup),
  options: Object.keys(options),
};

/** The files that the build writes: each language but English, which is in the scripts. */
export function wordFiles(): readonly { readonly path: `words/${string}.json`; readonly contents: string }[] {
  return Object.entries(LOCALES).flatMap(([language, words]) =>
    language === 'en'
      ? []
      : PARTS.map((part) => {
          const own = Object.entries(words).filter(([key]) => KEYS[part].includes(key));
          return {
            path: `words/${language}/${part}.json` as const,
            contents: JSON.stringify(Object.fromEntries(own)),
          };
        }),
  );
}
