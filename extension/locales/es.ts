import type { Words } from './en.ts';
import { options } from './es/options.ts';
import { popup } from './es/popup.ts';
import { prompt } from './es/prompt.ts';

/** Spanish. Not yet read by a native speaker. */
export const es: Words = { ...prompt, ...popup, ...options };
