/**
 * Loads a language. English is part of each script and the fallback; any other language is a file of its own for each of
 * the three parts (`words/<language>/<part>.json`, written by the build), and only the person's is read.
 */
import * as v from 'valibot';
import type { Environment } from '../platform/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { chooseLanguage, type Part, type TranslatorOf, translatorOf } from './translator.ts';

const wordsSchema = v.record(v.string(), v.string());

/** Never throws: a language that cannot be read leaves English. */
export async function loadTranslator<Key extends string>(
  { words, uiLanguage }: Pick<Environment, 'words' | 'uiLanguage'>,
  choice: Settings['language'],
  english: Readonly<Record<Key, string>>,
  parts: readonly Part[],
): Promise<TranslatorOf<Key>> {
  const language = chooseLanguage(choice, uiLanguage());
  if (language === 'en') return translatorOf(english, language, uiLanguage());
  try {
    const read = await Promise.all(parts.map((part) => words(language, part)));
    const loaded: Record<string, string> = Object.assign(
      {},
      ...read.map((each) => v.parse(wordsSchema, each)),
    );
    return translatorOf<Key>({ ...english, ...loaded }, language, uiLanguage());
  } catch {
    return translatorOf(english, 'en', uiLanguage());
  }
}
