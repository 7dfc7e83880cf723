import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { LOCALES, wordFiles } from '../../locales/all.ts';
import { en } from '../../locales/en.ts';
import { widthOf } from '../../locales/pseudo.ts';
import { LANGUAGES } from '../settings/settings.ts';
import { createTranslator as speakerNow } from '../testing/create-translator.ts';
import { createMemoryEnvironment } from '../testing/memory-environment.ts';
import { chooseLanguage } from './translator.ts';
import { createTranslator } from './words.ts';

const ROOT = join(import.meta.dirname, '../..');
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const UNREAD = 'Not yet read by a native speaker.';
/** Written by people who speak them. */
const READ = ['en', 'ja'];
const written = LANGUAGES.filter((each) => each !== 'auto' && each !== 'en-XA');

const messagesSchema = v.record(
  v.string(),
  v.object({ message: v.string(), description: v.optional(v.string()) }),
);

function manifestWords(language: string) {
  const path = join(ROOT, 'public/_locales', language.replace('-', '_'), 'messages.json');
  return v.parse(messagesSchema, JSON.parse(readFileSync(path, 'utf8')));
}

describe.each(Object.entries(LOCALES))('the language %s', (_, words) => {
  test('has the keys of English, in its order', () => expect(Object.keys(words)).toEqual(Object.keys(en)));

  test('fills the same gaps as English, and leaves no text empty', () => {
    for (const [key, text] of Object.entries(words)) {
      const english = Object.entries(en).find(([name]) => name === key)?.[1] ?? '';
      expect({ key, gaps: placeholders(text) }).toEqual({ key, gaps: placeholders(english) });
      expect(text.trim()).not.toBe('');
    }
  });
});

test('a language has a name and description for the stores with the same keys, and no other language has', () => {
  const folders = readdirSync(join(ROOT, 'public/_locales')).map((name) => name.replace('_', '-'));
  expect(folders.sort()).toEqual([...written].sort());
  for (const language of written) {
    expect(Object.keys(manifestWords(language))).toEqual(Object.keys(manifestWords('en')));
    // Chrome Web Store: the manifest's description has at most 132 characters.
    expect(manifestWords(language)['appDescription']?.message.length).toBeLessThanOrEqual(132);
  }
});

test('every file of a language that no native speaker has read says so', () => {
  for (const language of written) {
    const files = ['prompt', 'popup', 'options'].map((part) =>
      readFileSync(join(ROOT, 'locales', language, `${part}.ts`), 'utf8'),
    );
    const marks = [
      ...files.map((text) => text.includes(UNREAD)),
      ...Object.values(manifestWords(language)).map(({ description }) => description === UNREAD),
    ];
    expect({ language, unread: new Set(marks) }).toEqual({
      language,
      unread: new Set([!READ.includes(language)]),
    });
  }
});

test('the build writes every language but English, each part in a file of its own', () => {
  const files = new Map(wordFiles().map(({ path, contents }) => [path, Object.keys(JSON.parse(contents))]));
  expect(files.size).toBe((LANGUAGES.length - 2) * 3);
  const german = ['prompt', 'popup', 'options'].flatMap((part) => files.get(`words/de/${part}.json`) ?? []);
  expect(german.sort()).toEqual(Object.keys(en).sort());
});

test('a text with a number reads alike for one and for many', () => {
  // "{hours} hours" is used from 2 on and has a text for 1 beside it; the others abbreviate, or stand after a colon.
  const counted = Object.entries(en).filter(([, text]) => /\{(count|hours|minutes)\}/.test(text));
  expect(counted.map(([key]) => key).sort()).toEqual([
    'options.import.done',
    'options.unreadable',
    'popup.for.hours',
    'popup.for.minutes',
    'popup.left.hours',
    'popup.left.minutes',
    'until.left.hours',
    'until.left.minutes',
  ]);
  expect(en).toHaveProperty(['popup.for.hour']);
});

test('the pseudo-locale is at least as wide as every language, and a third wider than English', () => {
  for (const [key, text] of Object.entries(LOCALES['en-XA'])) {
    for (const words of Object.values(LOCALES)) {
      const other = Object.entries(words).find(([name]) => name === key)?.[1] ?? '';
      expect(widthOf(text)).toBeGreaterThanOrEqual(widthOf(other));
    }
    expect(widthOf(text)).toBeGreaterThan(widthOf(en[key as keyof typeof en]) * 1.3);
  }
});

describe('the language', () => {
  test.each([
    ['auto', 'ja', 'ja'],
    ['auto', 'ja-JP', 'ja'],
    ['auto', 'de-AT', 'de'],
    ['auto', 'en-US', 'en'],
    ['auto', 'it', 'en'],
    ['auto', 'zh-CN', 'zh-CN'],
    ['auto', 'zh', 'zh-CN'],
    ['auto', 'zh-Hans-HK', 'zh-CN'],
    ['auto', 'zh-HK', 'zh-TW'],
    ['auto', 'zh-Hant', 'zh-TW'],
    ['auto', 'pt-PT', 'pt-BR'],
    ['auto', 'es-419', 'es'],
    ['ja', 'en-US', 'ja'],
    ['en', 'ja', 'en'],
    ['en-XA', 'ja', 'en-XA'],
  ] as const)('chosen as %s in a browser in %s is %s', (choice, browser, language) => {
    expect(chooseLanguage(choice, browser)).toBe(language);
  });

  test('is loaded, and stays English when its file cannot be read', async () => {
    const environment = createMemoryEnvironment(fetch);
    expect((await createTranslator(environment, 'de')).translate('action.close')).toBe('Schließen');
    const broken = { ...environment, words: async () => Promise.reject(new Error('no such file')) };
    expect(await createTranslator(broken, 'de')).toMatchObject({ language: 'en' });
    const wrong = { ...environment, words: async () => ['not words'] };
    expect((await createTranslator(wrong, 'ja')).translate('action.close')).toBe('Close');
  });
});

describe('a translator', () => {
  const at = new Date(2026, 10, 23, 18, 30).getTime();

  test('fills in values', () => {
    expect(speakerNow('en', 'en').translate('popup.left.hours', { hours: 3, minutes: 5 })).toBe(
      '3\u00a0h 5\u00a0min left',
    );
  });

  test('sets no space between Japanese or Chinese words, and keeps it beside Latin ones', () => {
    const translate = speakerNow('ja', 'ja').translate;
    expect(translate('options.connection.use', { name: '本番環境' })).toBe('本番環境を使う');
    expect(translate('options.connection.use', { name: 'Production' })).toBe('Production を使う');
    expect(translate('popup.for.action', { time: '今夜 24 時' })).toBe('今夜 24 時まで許可');
    expect(speakerNow('zh-CN', 'zh').translate('options.connection.use', { name: '生产' })).toBe('使用生产');
    expect(speakerNow('ko', 'ko').translate('options.connection.use', { name: '운영' })).toBe('운영 사용');
  });

  test('gives the time within a day and the date beyond', () => {
    const translator = speakerNow('auto', 'en-GB');
    expect(translator.time(at, at - 3600_000)).toBe('18:30');
    expect(translator.time(at, at - 48 * 3600_000)).toMatch(/23 Nov.*18:30/);
    expect(speakerNow('auto', 'ja').time(at, at - 48 * 3600_000)).toMatch(/11月23日.*18:30/);
  });
});
