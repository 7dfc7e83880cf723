import { replaceUnseen } from '@genkan/shared/text/readable-text';
import type { Style } from './style.ts';

/** A cell, or a cell with the colour it gets. */
export type Cell = string | { readonly text: string; readonly paint: keyof Style };

/** Rows as aligned columns under a heading; the last column is not padded. */
export function table(style: Style, heading: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const all: readonly (readonly Cell[])[] = [
    heading.map((text): Cell => ({ text, paint: 'strong' })),
    ...rows,
  ];
  const widths = heading.map((_, column) =>
    Math.max(...all.map((row) => widthOf(printable(textOf(row[column] ?? ''))))),
  );
  const draw = (cell: Cell, width: number) => {
    const text = printable(textOf(cell));
    const padding = ' '.repeat(Math.max(0, width - widthOf(text)));
    return (typeof cell === 'string' ? text : style[cell.paint](text)) + padding;
  };
  return all
    .map((row) =>
      row
        .map((cell, column) => draw(cell, column === row.length - 1 ? 0 : (widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

/** Names and labels must not contain terminal control sequences, nor characters that change the order of the line. */
export function printable(text: string): string {
  return replaceUnseen(text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '\u{fffd}'), '\u{fffd}');
}

/** Columns a text takes on a terminal: East Asian wide characters take two. */
function widthOf(text: string): number {
  const wide =
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
  return [...text].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0);
}
