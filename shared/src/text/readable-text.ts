import * as v from 'valibot';

/**
 * Characters that are not seen, or that change the order in which others are seen: those that Unicode lists, and the three
 * that enclose an interlinear annotation. Variation selectors choose a glyph, and Hangul fillers are letters that take the
 * space of one.
 */
function unseen(): RegExp {
  // Scripts that write with joiners: without them a word looks different or means something else.
  const joiningScript = [
    ...['Arabic', 'Syriac', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya'],
    ...['Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Tibetan', 'Myanmar', 'Khmer'],
  ]
    .map((script) => `\\p{Script=${script}}`)
    .join('');
  // A joiner inside such a word, or inside an emoji that consists of several.
  const joinerInPlace =
    `(?<=[${joiningScript}])[\\u200c\\u200d](?=[${joiningScript}])` +
    '|(?<=\\p{Extended_Pictographic}[\\ufe0f\\p{Emoji_Modifier}]*)\\u200d(?=\\p{Extended_Pictographic})';
  return new RegExp(
    `(?!\\p{Variation_Selector}|\\p{Letter}|${joinerInPlace})[\\p{Bidi_Control}\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb]`,
    'gu',
  );
}

// Pure, so that a bundle without a use of it leaves it out.
const UNSEEN = /* @__PURE__ */ unseen();

const ASCII = /^[ -~]*$/;

const CONTROL = /\p{Cc}/u;

/**
 * Replaces characters that are not seen or that reorder others (zero-width, bidirectional controls). With them two
 * names that look alike are different texts, and a label can make a line of a table read backwards.
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
export function replaceUnseen(text: string, replacement = ''): string {
  // Most texts are ASCII; the expression costs milliseconds when it runs for the first time.
  return ASCII.test(text) ? text : text.replace(UNSEEN, replacement);
}

/**
 * Text on one line that one person types and others read: a name, a label. Characters that are not seen are dropped, like
 * white space around the text, because they are typed by mistake. Control characters are refused.
 * @param maxLength in UTF-16 code units
 */
export function readableText(maxLength: number) {
  return v.pipe(
    v.string(),
    v.transform((text) => replaceUnseen(text).trim()),
    v.maxLength(maxLength),
    v.check((text) => !CONTROL.test(text), 'must not contain control characters'),
  );
}

/** Such text from a record that may be older than this rule: nothing is refused. */
export const storedTextSchema = v.pipe(
  v.string(),
  v.transform((text) => replaceUnseen(text)),
);

/** Line breaks and other control characters, and halves of a character. */
const NOT_TEXT = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Invisible letters: a text of them alone looks empty. */
const FILLER = /[\u115f\u1160\u3164\uffa0]+/gu;

/** Marks that pile up on one letter reach into the lines above and below; two are enough for every living language. */
const PILE = /(\p{M}{2})\p{M}+/gu;

/**
 * Text that others wrote, made fit to stand in another site's page: one line of at most `longest` UTF-16 code units,
 * without anything that is not seen; what is longer ends in `…`. Characters are never cut in two.
 */
export function oneLine(text: string, longest: number): string {
  const line = replaceUnseen(text)
    .replace(NOT_TEXT, ' ')
    .replace(FILLER, ' ')
    .replace(PILE, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
  if (line.length <= longest) return line;
  let short = '';
  for (const character of line) {
    if (short.length + character.length >= longest) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}
