import { stripVTControlCharacters, styleText } from 'node:util';
import { expect, test } from 'vitest';
import { PLAIN, type Style } from './style.ts';
import { table } from './table.ts';

const RED: Style = { ...PLAIN, bad: (text) => styleText('red', text, { validateStream: false }) };

test('columns align, wide characters count twice, no line ends in spaces', () => {
  const words = table(
    PLAIN,
    ['NAME', 'LABEL', 'ID'],
    [
      ['佐藤花子', '', 'hanako'],
      ['Taro', 'home', ''],
    ],
  );
  expect(words.split('\n')).toEqual(['NAME      LABEL  ID', '佐藤花子         hanako', 'Taro      home']);
});

test('colours change nothing but colours', () => {
  const rows = [[{ text: 'gone', paint: 'bad' } as const, 'x']];
  const coloured = table(RED, ['STATE', 'A'], rows);
  expect(coloured).toContain('\u001b[31mgone');
  expect(stripVTControlCharacters(coloured)).toBe(table(PLAIN, ['STATE', 'A'], rows));
});

test('what others wrote cannot steer the terminal', () => {
  const words = table(PLAIN, ['LABEL'], [['\u001b]0;owned\u0007\r\nroot']]);
  expect(words).toBe('LABEL\n\u{fffd}]0;owned\u{fffd}\u{fffd}\u{fffd}root');
});

test('characters that are not seen or reorder others are shown', () => {
  expect(table(PLAIN, ['LABEL'], [['a\u{202e}b\u{200b}c\u{2028}d']])).toBe(
    'LABEL\na\u{fffd}b\u{fffd}c\u{fffd}d',
  );
});
