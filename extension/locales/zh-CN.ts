import type { Words } from './en.ts';
import { options } from './zh-CN/options.ts';
import { popup } from './zh-CN/popup.ts';
import { prompt } from './zh-CN/prompt.ts';

/** Simplified Chinese. Not yet read by a native speaker. */
export const zhCN: Words = { ...prompt, ...popup, ...options };
