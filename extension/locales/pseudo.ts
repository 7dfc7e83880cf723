const ACCENTS: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  c: 'ç',
  n: 'ñ',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
};

/**
 * The pseudo-locale: for each key the widest text of all languages, or English made a third longer and accented where that
 * is wider. What fits in it fits in every language, so the layout tests walk through it alone.
 */
export function pseudo<Words extends Readonly<Record<string, string>>>(
  english: Words,
  all: readonly Words[] = [],
): Words {
  return Object.fromEntries(
    Object.entries(english).map(([key, text]) => {
      const candidates = [stretch(text), ...all.map((words) => words[key] ?? '')];
      return [key, candidates.reduce((widest, each) => (widthOf(each) > widthOf(widest) ? each : widest))];
    }),
  ) as Words;
}

/** About how wide a text is, in Latin letters: an ideograph, a kana or a Hangul syllable takes the room of two. */
export function widthOf(text: string): number {
  return [...text].reduce(
    (width, sign) => width + (/[\u1100-\u11ff\u3000-\u9fff\uac00-\ud7af\uff00-\uff60]/.test(sign) ? 2 : 1),
    0,
  );
}

function stretch(text: string): string {
  const accented = text
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? part : part.replace(/[aeioucnAEIOU]/g, (c) => ACCENTS[c] ?? c)))
    .join('');
  return `[${accented} ${'~'.repeat(Math.ceil(text.length / 3))}]`;
}
