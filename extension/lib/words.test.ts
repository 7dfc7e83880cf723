import { describe, expect, it } from 'vitest';
import { en } from '../locales/en.ts';
import { ja } from '../locales/ja.ts';
import { pseudo } from '../locales/pseudo.ts';
import english from '../public/_locales/en/messages.json' with { type: 'json' };
import japanese from '../public/_locales/ja/messages.json' with { type: 'json' };
import { chooseLanguage } from './speaker.ts';
import { createSpeaker } from './words.ts';

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each([
  ['ja', ja],
  ['en-XA', pseudo(en)],
])('the locale %s', (_, words) => {
  it('has the keys of English, in its order', () => expect(Object.keys(words)).toEqual(Object.keys(en)));

  it.each(Object.entries(en))('fills the same gaps in %s', (key, text) => {
    const translated = Object.entries(words).find(([name]) => name === key)?.[1];
    expect(placeholders(translated ?? '')).toEqual(placeholders(text));
    expect(translated).not.toBe('');
  });
});

it('the manifest has the same words in both languages', () => {
  expect(Object.keys(japanese)).toEqual(Object.keys(english));
});

it('the pseudo-locale is longer than English everywhere', () => {
  for (const [key, text] of Object.entries(pseudo(en))) {
    const source = Object.entries(en).find(([name]) => name === key)?.[1] ?? '';
    expect(text.length).toBeGreaterThan(source.length * 1.3);
  }
});

describe('the language', () => {
  it.each([
    ['auto', 'ja', 'ja'],
    ['auto', 'ja-JP', 'ja'],
    ['auto', 'de-DE', 'en'],
    ['auto', 'en-US', 'en'],
    ['ja', 'en-US', 'ja'],
    ['en', 'ja', 'en'],
    ['en-XA', 'ja', 'en-XA'],
  ] as const)('chosen as %s in a browser in %s is %s', (choice, browser, language) => {
    expect(chooseLanguage(choice, browser)).toBe(language);
  });
});

describe('a speaker', () => {
  const at = new Date(2026, 10, 23, 18, 30).getTime();

  it('fills in values', () => {
    expect(createSpeaker('en', 'en').say('popup.left.hours', { hours: 3, minutes: 5 })).toBe(
      '3 h 5 min left',
    );
  });

  it('gives the time within a day and the date beyond', () => {
    const speaker = createSpeaker('auto', 'en-GB');
    expect(speaker.time(at, at - 3600_000)).toBe('18:30');
    expect(speaker.time(at, at - 48 * 3600_000)).toMatch(/23 Nov.*18:30/);
    expect(createSpeaker('auto', 'ja').time(at, at - 48 * 3600_000)).toMatch(/11月23日.*18:30/);
  });
});
