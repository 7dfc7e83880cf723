import type { Words } from './en.ts';
import { options } from './ja/options.ts';
import { popup } from './ja/popup.ts';
import { prompt } from './ja/prompt.ts';

/** Japanese. */
export const ja: Words = { ...prompt, ...popup, ...options };
