import type { Words } from './en.ts';
import { options } from './zh-TW/options.ts';
import { popup } from './zh-TW/popup.ts';
import { prompt } from './zh-TW/prompt.ts';

/** Traditional Chinese. Not yet read by a native speaker. */
export const zhTW: Words = { ...prompt, ...popup, ...options };
