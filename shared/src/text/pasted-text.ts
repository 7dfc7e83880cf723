/** Characters that mail programs, chats and input methods write instead of the ASCII hyphen. */
const HYPHENS = /[\u2010-\u2013\u2212\u30fc]/g;
/** Soft hyphens, zero-width characters, byte order marks, direction marks. */
const INVISIBLE = /\p{Cf}/gu;
/** What stands around a copied text: quotation marks of any language, brackets, Markdown, white space. */
const AROUND = `\\s"'\`´*<>()«»‹›\\u2018-\\u201f\\u2039\\u203a「」『』〈〉《》【】〔〕`;
const BEFORE = new RegExp(`^[${AROUND}]+`, 'u');
const AFTER = new RegExp(`[${AROUND}.,;。、]+$`, 'u');

/**
 * A text as it was before a chat, a mail or an input method changed it: full-width characters become ASCII (NFKC), hyphens
 * of any kind become the ASCII hyphen, and invisible characters go.
 */
export function restorePasted(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').replaceAll('\u2014', '--').replace(HYPHENS, '-');
}

/** Removes quotation marks, brackets and white space around a text, and a full stop or comma after it. */
export function stripAround(text: string): string {
  return text.replace(BEFORE, '').replace(AFTER, '');
}
