import type { Words } from './en.ts';
import { options } from './ko/options.ts';
import { popup } from './ko/popup.ts';
import { prompt } from './ko/prompt.ts';

/** Korean. Not yet read by a native speaker. */
export const ko: Words = { ...prompt, ...popup, ...options };
