import type { Words } from './en.ts';
import { options } from './fr/options.ts';
import { popup } from './fr/popup.ts';
import { prompt } from './fr/prompt.ts';

/** French. Not yet read by a native speaker. */
export const fr: Words = { ...prompt, ...popup, ...options };
