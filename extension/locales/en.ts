import { options } from './en/options.ts';
import { popup } from './en/popup.ts';
import { prompt } from './en/prompt.ts';

/** English. Every other locale has the same keys; `{name}` is filled in. One file per bundle, so that none carries the words of another. */
export const en = { ...prompt, ...popup, ...options } as const;

export type WordKey = keyof typeof en;
export type Words = Readonly<Record<WordKey, string>>;
