import { options } from './de/options.ts';
import { popup } from './de/popup.ts';
import { prompt } from './de/prompt.ts';
import type { Words } from './en.ts';

/** German. Not yet read by a native speaker. */
export const de: Words = { ...prompt, ...popup, ...options };
