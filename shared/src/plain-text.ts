/** Text that others wrote, made fit to stand in one line of somebody else's page. */

/**
 * Line breaks, control characters, and the characters that are not seen but reorder, join or hide what stands around
 * them: bidirectional marks and overrides, zero-width characters, tags, fillers and variation selectors
 * (Unicode Technical Report 36, section 2.6).
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;

/** Marks that pile up on one letter reach into the lines above and below; two are enough for every living language. */
const PILE = /(\p{M}{2})\p{M}+/gu;

/**
 * One line of at most `longest` UTF-16 code units, without anything that is not seen; what is longer ends in `…`.
 * Characters are never cut in two.
 */
export function oneLine(text: string, longest: number): string {
  const line = text.replace(UNSEEN, ' ').replace(PILE, '$1').replace(/\s+/gu, ' ').trim();
  if (line.length <= longest) return line;
  let short = '';
  for (const character of line) {
    if (short.length + character.length >= longest) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}
