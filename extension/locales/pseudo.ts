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

/** The pseudo-locale: English made a third longer and accented, so that cramped or fixed words stand out. */
export function pseudo<Words extends Readonly<Record<string, string>>>(english: Words): Words {
  return Object.fromEntries(Object.entries(english).map(([key, text]) => [key, stretch(text)])) as Words;
}

function stretch(text: string): string {
  const accented = text
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? part : part.replace(/[aeioucnAEIOU]/g, (c) => ACCENTS[c] ?? c)))
    .join('');
  return `[${accented} ${'~'.repeat(Math.ceil(text.length / 3))}]`;
}
