import type { Words } from './en.ts';
import { options } from './pt-BR/options.ts';
import { popup } from './pt-BR/popup.ts';
import { prompt } from './pt-BR/prompt.ts';

/** Brazilian Portuguese. Not yet read by a native speaker. */
export const ptBR: Words = { ...prompt, ...popup, ...options };
